// Elements that may be wider than the page, in their own scrolling areas.

import { h } from "./dom.js";

const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => paint(target)));

/** The area is focusable only if it can be scrolled. */
function paint(area) {
  if (area.scrollWidth > area.clientWidth) area.tabIndex = 0;
  else area.removeAttribute("tabindex");
}

const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

function role(element) {
  if (element.tagName === "TH") return element.scope === "col" ? "columnheader" : "rowheader";
  return ROLES[element.tagName];
}

/** Gives each cell the label of its column, which is shown beside the cell when a row takes several lines. */
function label(table) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent);
  for (const body of table.tBodies)
    for (const row of body.rows)
      [...row.cells].forEach((cell, index) => {
        if (cell.dataset.label !== heads[index]) cell.dataset.label = heads[index] ?? "";
      });
  // With the roles, screen readers still recognise a table that is displayed in lines.
  for (const element of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")])
    element.setAttribute("role", role(element));
}

/** On narrow screens each row of the table takes several lines. */
function stacked(table) {
  label(table);
  new MutationObserver(() => label(table)).observe(table, { childList: true, subtree: true });
}

/** A table in a scrolling area, with the elements below it. */
export function wide(table, ...below) {
  const area = h("div", { class: "wide", role: "group", "aria-label": table.getAttribute("aria-label") }, table, below);
  observer.observe(area);
  if (table.classList.contains("stacked")) stacked(table);
  return area;
}
