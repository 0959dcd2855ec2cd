// A table of any number of rows, of which only those in sight are in the page.

import { h, replace } from "./dom.js";

// How many rows are kept above and below those in sight.
const MARGIN = 12;

/**
 * `columns` is the number of columns, `row(item, index)` makes a row, and `key(item)` identifies an item. Rows
 * are kept and used again while they are in sight, so that focus and selection stay where they are.
 */
export class VirtualRows {
  constructor({ scroller, body, columns, row, key }) {
    Object.assign(this, { scroller, body, columns, row, key });
    this.items = [];
    this.shown = new Map();
    this.above = h("tr", { class: "spacer", "aria-hidden": "true" }, h("td", { colspan: columns }));
    this.below = h("tr", { class: "spacer", "aria-hidden": "true" }, h("td", { colspan: columns }));
    this.frame = 0;
    this.onScroll = () => this.schedule();
    scroller.addEventListener("scroll", this.onScroll, { passive: true });
    this.observer = new ResizeObserver(() => this.schedule());
    this.observer.observe(scroller);
  }

  /** Stops looking at the scroller. */
  close() {
    this.scroller.removeEventListener("scroll", this.onScroll);
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /** Other items. Of `added` new ones at the top, the reader who has scrolled down notices nothing. */
  set(items, added = 0) {
    this.items = items;
    if (added > 0 && this.scroller.scrollTop > 0) this.scroller.scrollTop += added * this.height();
    this.schedule();
  }

  /** The height of a row, which is the same for all. */
  height() {
    return parseFloat(getComputedStyle(this.scroller).getPropertyValue("--row-height")) || 34;
  }

  schedule() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.render());
  }

  render() {
    this.frame = 0;
    const height = this.height();
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / height) - MARGIN);
    const last = Math.min(
      this.items.length,
      Math.ceil((this.scroller.scrollTop + this.scroller.clientHeight) / height) + MARGIN,
    );
    const rows = new Map();
    for (let index = first; index < last; index += 1) {
      const item = this.items[index];
      const key = this.key(item);
      const row = this.shown.get(key) ?? this.row(item);
      row.setAttribute("aria-rowindex", index + 2);
      rows.set(key, row);
    }
    this.shown = rows;
    this.place([...rows.values()], first * height, (this.items.length - last) * height);
  }

  place(rows, above, below) {
    this.above.firstChild.style.height = `${above}px`;
    this.below.firstChild.style.height = `${below}px`;
    this.above.hidden = above === 0;
    this.below.hidden = below === 0;
    const wanted = [this.above, ...rows, this.below];
    const isSame =
      this.body.children.length === wanted.length && wanted.every((row, index) => this.body.children[index] === row);
    if (isSame) return;
    const focused = document.activeElement;
    replace(this.body, wanted);
    if (focused && focused !== document.activeElement && this.body.contains(focused))
      focused.focus({ preventScroll: true });
  }

  /** Brings an item into sight, and moves the focus to its link. */
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
