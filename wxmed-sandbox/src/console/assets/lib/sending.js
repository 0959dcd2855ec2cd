// The result of a request that a form sent.

import { h, replace } from "./dom.js";
import { t } from "./i18n.js";
import { pretty } from "./bodies.js";
import { sensitiveNames } from "./sent.js";
import { block } from "./text.js";
import { why } from "./why.js";

/** Whether the request was refused, or a fault changed its response. */
export const isRefused = (made) => made.outcome !== "success" || Boolean(made.fault);

/** Moves the focus to a heading, and scrolls only if it is not visible. */
function reveal(heading, section) {
  heading.focus({ preventScroll: true });
  const bar = document.querySelector(".sticky-bottom")?.offsetHeight ?? 0;
  const { top, bottom } = heading.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight - bar) section.scrollIntoView({ block: "start" });
}

// The last result of each operation, to show it again when the page is redrawn in another language.
const results = new Map();

/**
 * The area for the result. `show` fills it and moves the focus there, so that the request isn't sent twice by mistake.
 * `isRepaint` shows the last result again.
 */
export function resultArea(operation, reference, isRepaint) {
  const element = h("div", { class: "result" });
  const paint = (made) => {
    const heading = h(
      "h2",
      { tabIndex: -1, class: "part" },
      h("a", { href: `#/exchange/${made.number}` }, t("try.sent", { number: made.number })),
      " ",
      h("span", { class: `badge ${made.outcome}` }, t(`outcome.${made.outcome}`)),
    );
    const of = { operation, contents: reference.contents, isSensitive: sensitiveNames(reference), view: {} };
    replace(
      element,
      heading,
      isRefused(made) ? why(made, of) : null,
      h("h2", { class: "part" }, t("exchange.response")),
      block(pretty(made.response.body ?? ""), t("exchange.response")),
    );
    return heading;
  };
  const show = (made) => {
    results.set(operation.name, made);
    reveal(paint(made), element);
  };
  if (!isRepaint) results.delete(operation.name);
  else if (results.has(operation.name)) paint(results.get(operation.name));
  return { element, show };
}
