// All exchanges, newest first, updated live.

import { debounced, h, replace, setAttribute, setText, throttled } from "../lib/dom.js";
import { both, currentLanguage, t } from "../lib/i18n.js";
import { query as queryOf, remove } from "../lib/api.js";
import { confirmed } from "../lib/confirm.js";
import { attempt, complain, failure } from "../lib/notice.js";
import { isToday, whole, zone } from "../lib/format.js";
import { shortcut } from "../lib/keyboard.js";
import { constant, on, setPaused, state } from "../lib/store.js";
import { ExchangeList, FAILURES } from "../lib/exchange_list.js";
import { COLUMNS, row } from "../lib/exchange_row.js";
import { VirtualRows } from "../lib/virtual.js";

const OUTCOMES = [
  "success",
  "protocol",
  "business",
  "gateway",
  "not-found",
  "replaced",
  "foreign-host",
  "foreign-origin",
];

const ORIGINS = ["program", "console"];

// The filter and the scroll position are kept while other pages are shown.
const NOTHING_CHOSEN = { q: "", operation: "", outcome: "", origin: "" };
const chosen = { ...NOTHING_CHOSEN };
export const list = new ExchangeList(chosen);
let position = null;
// The functions that draw the list while it is shown. The list itself is updated even while it isn't shown.
let page = null;

on("exchanges", (fresh) => {
  // Only the sandbox can apply a filter.
  if (!list.isFiltered()) {
    const added = list.add(fresh);
    page?.redraw(added);
  }
  page?.refresh();
});
on("updates", (changed) => {
  if (list.update(changed)) page?.redraw();
});
on("status", () => {
  if (list.prune()) page?.redraw();
});
// The page that is shown is drawn anew, and then the list is fetched.
on("restart", () => {
  list.forget();
  position = null;
});

function labelled(label, control) {
  return h("label", { class: "field" }, h("span", {}, label), control);
}

/** The bar with search and filters. */
function controls(change, redraw) {
  const search = h("input", {
    type: "search",
    value: chosen.q,
    placeholder: t("exchanges.search.hint"),
    spellcheck: "false",
    maxlength: 200,
  });
  const later = debounced(200, change);
  search.addEventListener("input", () => {
    chosen.q = search.value;
    list.forget();
    later();
  });
  const selects = [];
  const select = (name, options) => {
    const element = h(
      "select",
      {},
      options.map(([value, label]) => h("option", { value, selected: value === chosen[name] }, label)),
    );
    element.addEventListener("change", () => {
      chosen[name] = element.value;
      list.forget();
      change();
    });
    selects.push(element);
    return element;
  };
  const operations = select("operation", [["", t("exchanges.all")]]);
  const takeIn = ({ operations: known, endpoints }) => {
    // When the sandbox could not be reached before, this is called again.
    if (operations.length > 1) return;
    const names = [
      ...known.map(({ name, title }) => [name, `${name} ${both(title)}`]),
      ...endpoints.map((name) => [name, name]),
    ];
    // An address may filter by any name.
    if (!["", ...names.map(([name]) => name)].includes(chosen.operation)) names.push([chosen.operation, chosen.operation]);
    names.forEach(([value, label]) =>
      operations.append(h("option", { value, selected: value === chosen.operation }, label)),
    );
  };
  const fill = () => constant("/reference").then(takeIn, complain);
  fill();
  const outcomes = select("outcome", [
    ["", t("exchanges.all")],
    [FAILURES, t("exchanges.failures")],
    ...OUTCOMES.map((name) => [name, t(`outcome.${name}`)]),
  ]);
  const origins = select("origin", [["", t("exchanges.all")], ...ORIGINS.map((name) => [name, t(`origin.${name}`)])]);
  const pause = h("button", { type: "button", class: "toggle", "data-action": "pause" });
  const paintPause = () => {
    setAttribute(pause, "aria-pressed", list.isPaused);
    setText(pause, list.isPaused ? t("exchanges.resume", { count: whole(list.waiting.length) }) : t("exchanges.pause"));
  };
  pause.addEventListener("click", () => {
    list.isPaused = !list.isPaused;
    setPaused(list.isPaused);
    redraw(list.isPaused ? 0 : list.take());
    // More exchanges may exist than were waiting.
    if (!list.isPaused) change({ isSameFilter: true });
  });
  const clear = h(
    "button",
    {
      type: "button",
      "data-action": "clear-filters",
      on: {
        click: () => {
          Object.assign(chosen, NOTHING_CHOSEN);
          list.forget();
          [search, ...selects].forEach((control) => (control.value = ""));
          change();
          search.focus();
        },
      },
    },
    t("exchanges.filters.clear"),
  );
  const paintFilters = () => (clear.hidden = !list.isFiltered());
  paintPause();
  paintFilters();
  const bar = h(
    "form",
    { class: "toolbar", role: "search", on: { submit: (event) => event.preventDefault() } },
    labelled(t("exchanges.search"), search),
    labelled(t("column.operation"), operations),
    labelled(t("column.outcome"), outcomes),
    labelled(t("exchange.origin"), origins),
    h("div", { class: "actions" }, clear, pause),
  );
  return { bar, paintPause, paintFilters, pause, fill, cancel: later.cancel };
}

/**
 * The button for deleting. It is below the list, away from the filters, because it deletes all exchanges, not only the
 * shown ones.
 */
function deletion() {
  const run = () => attempt(() => remove("/exchanges"), t("exchanges.cleared"));
  const texts = { label: t("exchanges.clear"), question: t("exchanges.clear.confirm"), about: t("acceptance.orphans") };
  return confirmed({ name: "delete-all", ...texts, run });
}

/** The number of exchanges that the sandbox keeps. */
function keptCount() {
  const { first = 0 } = state.status ?? {};
  return first > 0 ? state.last - first + 1 : state.last;
}

/** Puts the filter into the address, so that it survives a reload, and a link opens the same list. */
function keepInAddress() {
  if (!/^#?$|^#\/?(exchanges)?(\?|$)/.test(location.hash)) return;
  history.replaceState(history.state, "", `#/exchanges${queryOf(chosen)}`);
}

/** Applies the filter of an address. Returns whether it has changed. */
function choose(query) {
  const given = Object.keys(chosen).filter((name) => query.has(name));
  const wanted = given.length > 0 ? Object.fromEntries(given.map((name) => [name, query.get(name)])) : { ...chosen };
  const before = JSON.stringify(chosen);
  Object.assign(chosen, NOTHING_CHOSEN, wanted);
  if (![FAILURES, "", ...OUTCOMES].includes(chosen.outcome)) chosen.outcome = "";
  if (!["", ...ORIGINS].includes(chosen.origin)) chosen.origin = "";
  return JSON.stringify(chosen) !== before;
}

function table() {
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      COLUMNS.map((name) =>
        h(
          "th",
          { scope: "col", class: `col-${name}`, title: name === "time" ? zone() : undefined },
          t(`column.${name}`),
        ),
      ),
    ),
  );
  const body = h("tbody", {});
  const element = h("table", { class: "exchanges", "aria-label": t("nav.exchanges") }, head, body);
  const empty = h("div", { class: "empty", hidden: true });
  const scroller = h("div", { class: "scroller", tabIndex: -1 }, element, empty);
  return { element, body, empty, scroller };
}

/** The scroll position: `null` at the top, where new exchanges appear, or the position of a row. */
function positionIn(scroller, rows) {
  const { scrollTop } = scroller;
  if (scrollTop === 0) return null;
  const height = rows.height();
  const first = Math.floor(scrollTop / height);
  return { number: list.items[first]?.number, offset: scrollTop - first * height };
}

function scrollTopOf(kept, rows) {
  if (kept === null) return 0;
  const index = list.items.findIndex((one) => one.number === kept.number);
  return index < 0 ? 0 : index * rows.height() + kept.offset;
}

export async function show(content, { query }) {
  const isOther = choose(query);
  if (isOther) list.forget();
  keepInAddress();
  const { element, body, empty, scroller } = table();
  const rows = new VirtualRows({
    scroller,
    body,
    columns: COLUMNS.length,
    row,
    // At midnight, rows get their day. When a wait ends, they get its duration.
    key: (one) => `${one.number} ${currentLanguage()} ${isToday(one.at)} ${one.wait?.ended_by}`,
  });
  const count = h("p", { class: "count faint" });
  // Results of the user's actions are announced to screen readers; new exchanges aren't.
  const announced = h("p", { class: "offscreen", role: "status" });

  const countText = () => {
    const count = whole(list.items.length);
    if (!list.isFiltered()) return t(list.isComplete ? "exchanges.count" : "exchanges.newest", { count });
    const all = { count, all: whole(keptCount()) };
    return t(list.isComplete ? "exchanges.filtered" : "exchanges.filtered.newest", all);
  };

  // Whether an error is shown in the place of the rows.
  let hasFailed = false;

  function redraw(added = 0) {
    // The old list stays until the new one has been loaded.
    if (list.isStale || hasFailed) return;
    rows.set(list.items, added);
    setAttribute(element, "aria-rowcount", list.items.length + 1);
    setText(count, countText());
    const isEmpty = list.items.length === 0;
    if (isEmpty) replace(empty, nothing(list.isFiltered()));
    empty.hidden = !isEmpty;
    paintPause();
  }

  const change = async ({ isSameFilter = false } = {}) => {
    try {
      // Before the first rendering, the saved position applies.
      const kept = !isSameFilter ? null : rows.items.length > 0 ? positionIn(scroller, rows) : position;
      paintFilters();
      keepInAddress();
      if (!(await list.reload({ isSameFilter }))) return;
      hasFailed = false;
      redraw();
      rows.render();
      scroller.scrollTop = scrollTopOf(kept, rows);
      if (!isSameFilter) setText(announced, countText());
    } catch (error) {
      if (list.isStale || rows.items.length === 0) showFailure(error);
      else complain(error);
    }
  };
  /** Clears the rows, which belong to another filter, and shows the error. */
  function showFailure(error) {
    hasFailed = true;
    position = null;
    rows.set([]);
    rows.render();
    setAttribute(element, "aria-rowcount", 1);
    setText(count, "");
    replace(
      empty,
      failure(error, () => change()),
    );
    empty.hidden = false;
  }
  /** Fetches the exchanges that were missed while disconnected. */
  const catchUp = async () => {
    if (!list.isPaused || hasFailed || list.isStale || list.items.length === 0) return change({ isSameFilter: true });
    await list.catchUp().catch(complain);
    return redraw();
  };
  const { bar, paintPause, paintFilters, pause, fill, cancel } = controls(change, redraw);
  const refresh = throttled(1000, async () => {
    if (hasFailed) return change();
    if (list.isPaused || !list.isFiltered()) return;
    const added = await list.newer().catch(complain);
    if (added) redraw(added);
  });
  const drawn = { redraw, change, refresh };
  page = drawn;
  const stop = on("connection", (isOpen) => isOpen && fill() && catchUp());
  const more = async () => {
    const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 3000;
    if (isNear && (await list.older().catch(complain))) redraw();
  };
  scroller.addEventListener("scroll", more, { passive: true });
  const keys = (event) => move(event, rows, pause);
  addEventListener("keydown", keys);

  content.append(
    h("h1", { class: "offscreen" }, t("nav.exchanges")),
    bar,
    scroller,
    h("div", { class: "foot" }, count, h("div", { class: "actions" }, deletion())),
    announced,
  );
  if (list.items.length > 0 && !list.isFiltered()) {
    redraw();
    rows.render();
    scroller.scrollTop = scrollTopOf(position, rows);
  }
  await catchUp();
  return () => {
    // If the page was left while it was loading, its scroller is gone, and another page may be shown.
    if (scroller.isConnected) position = positionIn(scroller, rows);
    if (page === drawn) page = null;
    stop();
    refresh.cancel();
    cancel();
    removeEventListener("keydown", keys);
    rows.close();
  };
}

function nothing(isFiltered) {
  if (isFiltered) return h("p", {}, t("exchanges.none"));
  return [h("p", {}, t("exchanges.empty")), h("p", {}, h("a", { href: "#/start" }, t("exchanges.empty.start")))];
}

/** j and k move, p pauses. */
function move(event, rows, pause) {
  const key = shortcut(event);
  if (key === "p") pause.click();
  const step = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[key];
  if (!step || rows.items.length === 0) return;
  const row = document.activeElement?.closest?.("tr[data-number]");
  if (!row && key.startsWith("Arrow")) return;
  event.preventDefault();
  const current = row && rows.items.findIndex((one) => String(one.number) === row.dataset.number);
  const next = row ? current + step : rows.firstInSight();
  rows.focus(Math.min(Math.max(next, 0), rows.items.length - 1));
}
