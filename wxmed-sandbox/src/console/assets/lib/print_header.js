// The header of a printed page: the account, the address, the version and the time. It is hidden on the screen.

import { h, replace } from "./dom.js";
import { t } from "./i18n.js";
import { dayAndTime } from "./format.js";
import { constant } from "./store.js";

/** The version of wxmed, as the console's files are sent with it. */
async function version() {
  const { headers } = await fetch("texts/en.json", { method: "HEAD" });
  return headers.get("x-wxmed-version") ?? "";
}

/** Creates the header. Returns it with `stop()` to stop updates. */
export async function printHeader() {
  const [account, number] = await Promise.all([constant("/account"), version()]);
  const element = h("dl", { class: "print-only facts" });
  const paint = () => {
    const facts = [
      ["appid", account.appid],
      ["mch_id", account.mch_id],
      ["print.address", account.url],
      ["print.version", `wxmed ${number}`],
      ["print.time", dayAndTime(Date.now())],
    ];
    replace(
      element,
      facts.map(([key, text]) => h("div", {}, h("dt", {}, t(key)), h("dd", {}, text))),
    );
  };
  paint();
  addEventListener("beforeprint", paint);
  return { element, stop: () => removeEventListener("beforeprint", paint) };
}
