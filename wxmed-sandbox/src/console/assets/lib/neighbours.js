// Links from an exchange to the previous and the next one.

import { h, setAttribute, throttled } from "./dom.js";
import { t } from "./i18n.js";
import { complain } from "./notice.js";
import { on, state } from "./store.js";

/** The numbers of the neighbours among all exchanges; 0 if there is none, or none yet. */
function ofAll(number) {
  const first = Math.max(state.status?.first ?? 1, 1);
  const { last } = state;
  // An address may have any number.
  return {
    previous: number > first ? Math.min(number - 1, last) : 0,
    next: number < last ? Math.max(number + 1, first) : 0,
  };
}

function paint(link, to) {
  setAttribute(link, "aria-disabled", to === 0);
  if (to === 0) link.removeAttribute("href");
  else setAttribute(link, "href", `#/exchange/${to}`);
}

/**
 * The links, within the filter of the list, and a function that stops updating them. The second link is enabled when a
 * next exchange arrives.
 */
export function neighbours(number, list) {
  const title = list.isFiltered() ? t("exchange.neighbours.filtered") : undefined;
  const link = (name) =>
    h("a", { class: "button small", role: "link", title, "data-action": name }, t(`exchange.${name}`));
  const [previous, next] = [link("previous"), link("next")];
  const update = throttled(500, async () => {
    const found = list.isFiltered() ? await list.around(number).catch(complain) : ofAll(number);
    if (!found) return;
    paint(previous, found.previous);
    paint(next, found.next);
  });
  const stops = ["exchanges", "status"].map((kind) => on(kind, update));
  update();
  return {
    element: h("div", { class: "actions" }, previous, next),
    stop() {
      stops.forEach((stop) => stop());
      update.cancel();
    },
  };
}
