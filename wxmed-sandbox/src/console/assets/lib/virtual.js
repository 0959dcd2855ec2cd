// A table with any number of rows, of which only the visible ones are rendered.

import { h, setAttribute } from "./dom.js";

// The number of rendered rows above and below the visible ones.
const MARGIN = 12;

/**
 * `columns` is the number of columns, `row(item, index)` creates a row, and `key(item)` identifies an item. Rows are
 * reused while they are visible, so that focus and selection stay.
 */
export class VirtualRows {
  constructor({ scroller, body, columns, row, key }) {
    Object.assign(this, { scroller, body, columns, row, key });
    this.items = [];
    this.shown = new Map();
    this.above = h("tr", { class: "spacer", "aria-hidden": "true" }, h("td", { colspan: columns }));
    this.below = h("tr", { class: "spacer", "aria-hidden": "true" }, h("td", { colspan: columns }));
    this.frame = 0;
    // By how many rows the content moves down with the next rendering.
    this.shift = 0;
    this.onScroll = () => this.schedule();
    scroller.addEventListener("scroll", this.onScroll, { passive: true });
    this.observer = new ResizeObserver(() => {
      this.rowHeight = 0;
      this.schedule();
    });
    this.observer.observe(scroller);
  }

  /** Removes the listeners from the scroller. */
  close() {
    this.scroller.removeEventListener("scroll", this.onScroll);
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /**
   * Sets the items, which are rendered in the next frame. If the user has scrolled down, `added` new items at the top
   * don't move the visible rows.
   */
  set(items, added = 0) {
    this.items = items;
    this.shift += added;
    this.schedule();
  }

  /** The height of a row. All rows have the same height. */
  height() {
    this.rowHeight ||= parseFloat(getComputedStyle(this.scroller).getPropertyValue("--row-height")) || 34;
    return this.rowHeight;
  }

  schedule() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.render());
  }

  render() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const height = this.height();
    // Read before any change, to avoid a second layout.
    const { scrollTop: before, clientHeight } = this.scroller;
    const scrollTop = before > 0 ? before + this.shift * height : before;
    this.shift = 0;
    // Where items at the end were dropped, the scroll position is beyond the end until the browser corrects it.
    const length = Math.ceil(clientHeight / height) + 2 * MARGIN;
    const lastFirst = Math.max(0, this.items.length - length);
    const first = Math.min(lastFirst, Math.max(0, Math.floor(scrollTop / height) - MARGIN));
    const last = Math.min(this.items.length, Math.ceil((scrollTop + clientHeight) / height) + MARGIN);
    const rows = new Map();
    for (let index = first; index < last; index += 1) {
      const item = this.items[index];
      const key = this.key(item);
      const row = this.shown.get(key) ?? this.row(item);
      setAttribute(row, "aria-rowindex", index + 2);
      rows.set(key, row);
    }
    this.shown = rows;
    this.space(this.above, first * height);
    this.space(this.below, Math.max(0, this.items.length - last) * height);
    this.replaceRows([this.above, ...rows.values(), this.below]);
    if (scrollTop !== before) this.scroller.scrollTop = scrollTop;
  }

  space(spacer, height) {
    spacer.firstChild.style.height = `${height}px`;
    spacer.hidden = height === 0;
  }

  /** Only inserts and removes rows that changed, so that a new row costs only that row. */
  replaceRows(wanted) {
    const isWanted = new Set(wanted);
    [...this.body.children].filter((row) => !isWanted.has(row)).forEach((row) => row.remove());
    let next = this.body.firstChild;
    for (const row of wanted) {
      if (row === next) next = next.nextSibling;
      else this.body.insertBefore(row, next);
    }
  }

  /** The index of the first item that is completely visible. */
  firstInSight() {
    return Math.ceil(this.scroller.scrollTop / this.height());
  }

  /** Scrolls an item into view, and moves the focus to its link. */
  focus(index) {
    const height = this.height();
    const top = index * height;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    const bottom = top + height * 2 - this.scroller.clientHeight;
    if (bottom > this.scroller.scrollTop) this.scroller.scrollTop = bottom;
    this.render();
    this.shown.get(this.key(this.items[index]))?.querySelector("a, button")?.focus({ preventScroll: true });
  }
}
