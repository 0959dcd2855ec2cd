// The bar with active faults. It is on every page, so that their effects aren't mistaken for errors of the caller.

import { h, replace } from "./dom.js";
import { both, t } from "./i18n.js";
import { remove } from "./api.js";
import { attempt } from "./notice.js";
import { redraw } from "./redraw.js";
import { span } from "./format.js";
import { state } from "./store.js";
import { visible } from "./text.js";

const MOST = 4;
const element = h("div", { class: "faults-bar", role: "status" });

/** A short description of a stub. */
export function stubText(stub) {
  const left = stub.times === null ? t("fault.always") : t("fault.next", { count: stub.times - stub.applied });
  const every = stub.every > 1 ? ` · ${t("fault.every", { count: stub.every })}` : "";
  const delay = stub.delay_ms > 0 ? ` · ${t("fault.delay", { count: stub.delay_ms })}` : "";
  const after = stub.after > 0 ? ` · ${t("fault.after", { count: stub.after })}` : "";
  return `${stub.operation}: ${both(stub.title)} · ${left}${every}${after}${delay}`;
}

function paint() {
  const { stubs = [], stub_count: count = 0, ahead_s: ahead = 0 } = state.status ?? {};
  const parts = [];
  if (count > 0) {
    const more = count > MOST ? ` · ${t("fault.more", { count: count - MOST })}` : "";
    const listed = stubs.slice(0, MOST).map(stubText).join("; ") + more;
    parts.push(
      h("strong", {}, t("fault.active", { count })),
      " ",
      h("a", { href: "#/faults", class: "stubs", title: listed }, visible(listed)),
      " ",
      h(
        "button",
        { type: "button", class: "small", on: { click: () => attempt(() => remove("/stubs"), t("fault.cleared")) } },
        t("fault.clear"),
      ),
    );
  }
  if (ahead > 0) parts.push(" ", h("a", { href: "#/state/clock" }, t("clock.ahead", { time: span(ahead) })));
  const text = JSON.stringify([stubs.map(stubText), count, Math.floor(ahead), document.documentElement.lang]);
  if (element.dataset.text === text) return;
  element.dataset.text = text;
  element.hidden = parts.length === 0;
  redraw(element, () => replace(element, parts));
}

export const faultsBar = { element, paint };
