// What became of a request that a form has sent.

import { h, replace } from "./dom.js";
import { t } from "./i18n.js";
import { pretty } from "./bodies.js";
import { sensitiveNames } from "./sent.js";
import { block } from "./text.js";
import { why } from "./why.js";

/** Whether the response is another than that to a right request. */
export const isRefused = (made) => made.outcome !== "success" || Boolean(made.fault);

/** Moves the focus to a heading, and scrolls only if it is not visible. */
function reveal(heading, section) {
  heading.focus({ preventScroll: true });
  const bar = document.querySelector(".sticky-bottom")?.offsetHeight ?? 0;
  const { top, bottom } = heading.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight - bar) section.scrollIntoView({ block: "start" });
}

/** The area for the result. `show` fills it and moves the focus there, so that nobody sends a second time. */
export function resultArea(operation, reference) {
  const element = h("div", { class: "result" });
  const show = (made) => {
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
    reveal(heading, element);
  };
  return { element, show };
}
