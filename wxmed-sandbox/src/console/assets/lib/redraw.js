// Repaints a part of a page without taking anything away from the reader: the focus and opened details stay.

const CONTROLS = "button, a[href], input, select, textarea, summary";

const controls = (area) => [...area.querySelectorAll(CONTROLS)].filter((one) => one.getClientRects().length > 0);

const rowOf = (control) => control.closest("tr, article");

/** Identifies a control by its row, because rows may be added above it. Numbers in its text may change. */
const key = (control) => `${rowKey(rowOf(control))} ${control.textContent.replace(/\d+/g, "")}`;

const rowKey = (row) => row?.querySelector("th, h3")?.textContent ?? "";

/** The position of a control in its row, from the end: details come and go before the buttons. */
function position(control) {
  const row = rowOf(control);
  return { row: rowKey(row), fromEnd: row ? controls(row).reverse().indexOf(control) : -1 };
}

const openers = (area, isOpen) => [
  ...area.querySelectorAll(`details${isOpen ? "[open]" : ":not([open])"} > summary, button[aria-expanded="${isOpen}"]`),
];

/**
 * Calls `draw`, which replaces the children of an area. The focus moves to the same control, or else to the one at its
 * position, or else to the area.
 */
export function redraw(area, draw) {
  const focused = area.contains(document.activeElement) ? document.activeElement : null;
  const before = focused && { key: key(focused), index: controls(area).indexOf(focused), ...position(focused) };
  const opened = new Set(openers(area, true).map(key));
  draw();
  for (const opener of openers(area, false)) if (opened.has(key(opener))) opener.click();
  if (!focused || area.contains(document.activeElement)) return;
  const left = controls(area);
  const isAtSamePosition = (one) => position(one).row === before.row && position(one).fromEnd === before.fromEnd;
  const same = left.find((one) => key(one) === before.key) ?? (before.row && left.find(isAtSamePosition));
  const isHidden = area.getClientRects().length === 0;
  const fallback = isHidden ? document.getElementById("content") : area;
  const next = same || left[Math.min(before.index, left.length - 1)] || fallback;
  if (next === fallback) fallback.tabIndex = -1;
  next.focus({ preventScroll: true });
}
