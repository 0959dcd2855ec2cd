// A box for the string that the caller's program builds, compared with the right one. Nothing of it is sent.

import { h, replace, uniqueId } from "./dom.js";
import { t } from "./i18n.js";
import { beside } from "./comparison.js";
import { attempt } from "./notice.js";
import { constant } from "./store.js";

const KEY = /&key=([^&]*)$/i;
const CUT = /^[*•.…xX]*$/;

/** What the key at the end of a string is, by its ID: `none` if there is none, `cut` if it was masked or removed. */
function keyOf(text, { api_key: own, app_secret: secret }) {
  const found = KEY.exec(text);
  if (!found) return "none";
  const [, key] = found;
  if (CUT.test(key)) return "cut";
  if (key === own) return "own";
  if (key === secret) return "app-secret";
  return key.toLowerCase() === own.toLowerCase() ? "case" : "other";
}

/** The string with its key masked, and without the line break that copying adds. */
function masked(text, { api_key: own, app_secret: secret }) {
  const plain = text.replace(/[\r\n]+$/, "").replace(/&key=[^&]*$/i, (end) => `${end.slice(0, 5)}***`);
  return [own, secret].filter(Boolean).reduce((shown, one) => shown.replaceAll(one, "***"), plain);
}

/**
 * `right` is the right string, `names` are the names of its fields, and `alone` is the element that shows it while there
 * is nothing to compare. `view` keeps what was pasted.
 */
export function ownString({ right, names, title, alone, view = {} }) {
  const id = uniqueId("own");
  const result = h("div", { "aria-live": "polite" });
  const area = h("textarea", {
    id,
    rows: 3,
    spellcheck: "false",
    autocomplete: "off",
    placeholder: "appid=…&body=…&key=***",
    value: view.text ?? "",
    on: { input: () => attempt(paint) },
  });
  const paint = async () => {
    const account = await constant("/account");
    const written = area.value;
    const key = keyOf(written.replace(/[\r\n]+$/, ""), account);
    const text = masked(written, account);
    // The key is never shown, not even in the box.
    if (text !== written) area.value = text;
    // What was found of the key that is masked now stays.
    if (text.trim() === "") delete view.key;
    else if (key !== "cut") view.key = key;
    view.text = text;
    const shown = view.key ?? "cut";
    // Whoever removes the key may remove the word before it, too.
    const wanted = key === "none" ? right.replace(KEY, "") : right;
    const isEmpty = text.trim() === "";
    alone.hidden = !isEmpty;
    replace(
      result,
      isEmpty
        ? null
        : beside(
            { title, text: wanted },
            { title: t("own.title"), text, note: shown === "cut" ? "" : t(`own.key.${shown}`) },
            { names, same: t("own.same") },
          ),
    );
  };
  if (view.text) attempt(paint);
  return h(
    "div",
    { class: "own-string" },
    h("label", { htmlFor: id }, t("own.label")),
    area,
    h("p", { class: "faint" }, t("own.about")),
    result,
  );
}
