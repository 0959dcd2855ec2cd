// What may be wider than the page, and is scrolled by itself.

import { h } from "./dom.js";

const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => paint(target)));

/** The keyboard reaches it only where there is something to scroll. */
function paint(area) {
  if (area.scrollWidth > area.clientWidth) area.tabIndex = 0;
  else area.removeAttribute("tabindex");
}

/** A table, in an area that scrolls, with what belongs below it. */
export function wide(table, ...below) {
  const area = h("div", { class: "wide", role: "group", "aria-label": table.getAttribute("aria-label") }, table, below);
  observer.observe(area);
  return area;
}
