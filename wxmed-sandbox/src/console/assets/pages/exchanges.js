// All exchanges, newest first, as they come.

import { debounced, h, replace, throttled } from "../lib/dom.js";
import { both, currentLanguage, t } from "../lib/i18n.js";
import { get, query as queryOf, remove } from "../lib/api.js";
import { attempt, complain } from "../lib/notice.js";
import { clockTime, dayAndTime, milliseconds, whole, zone } from "../lib/format.js";
import { constant, on } from "../lib/store.js";
import { visible } from "../lib/text.js";
import { VirtualRows } from "../lib/virtual.js";

// As many as the sandbox keeps by default; older ones are dropped here, too.
const MOST = 10_000;
const PAGE = 1000;
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

// What was chosen stays while other pages are shown.
const chosen = { q: "", operation: "", outcome: "", scroll: 0 };

const COLUMNS = ["number", "time", "operation", "order", "outcome", "cause", "ms", "rid"];

/** A row. Its link is what the keyboard reaches; the mouse may click anywhere. */
function row(one) {
  const address = `#/exchange/${one.number}`;
  const open = (event) => {
    if (!event.target.closest("a") && String(getSelection()) === "") location.hash = address;
  };
  const cause = one.diagnosis
    ? [
        h("span", { class: "cause" }, one.diagnosis.id),
        one.diagnosis.also.length ? ` +${one.diagnosis.also.length}` : "",
      ]
    : [];
  const cells = {
    number: h("a", { href: address }, one.number),
    time: h("time", { datetime: one.at, title: dayAndTime(one.at) }, clockTime(one.at)),
    operation: h("bdi", {}, visible(one.operation ?? `${one.method} ${one.path.slice(0, 80)}`)),
    order: h("bdi", {}, visible(one.order ?? "")),
    outcome: [
      h("span", { class: `badge ${one.outcome}` }, t(`outcome.${one.outcome}`)),
      " ",
      h(
        "bdi",
        { class: "faint" },
        one.outcome === "success"
          ? ""
          : visible(
              both(one.message)
                .replace(/ rid: [0-9a-f-]+$/, "")
                .slice(0, 160),
            ),
      ),
    ],
    cause: h("span", { title: one.diagnosis ? both(one.diagnosis) : undefined }, cause),
    ms: milliseconds(one.elapsed_us),
    rid: h("bdi", { class: "mono faint" }, one.rid ?? ""),
  };
  return h(
    "tr",
    { class: one.outcome === "success" ? "" : "failed", "data-number": one.number, on: { click: open } },
    COLUMNS.map((name) => h("td", { class: `col-${name}` }, cells[name])),
  );
}

class List {
  constructor() {
    this.items = [];
    this.waiting = [];
    this.isPaused = false;
    this.isComplete = false;
    this.load = 0;
  }

  filter() {
    return { q: chosen.q, operation: chosen.operation, outcome: chosen.outcome };
  }

  isFiltered() {
    return Object.values(this.filter()).some((text) => text !== "");
  }

  /** Fetches the newest again. */
  async reload() {
    const load = (this.load += 1);
    const { exchanges } = await get(`/exchanges${queryOf({ ...this.filter(), limit: PAGE })}`);
    if (load !== this.load) return false;
    // What came by itself in the meantime.
    const newest = exchanges[0]?.number ?? 0;
    const newer = this.isFiltered() ? [] : this.items.filter((one) => one.number > newest);
    Object.assign(this, { items: newer.concat(exchanges), waiting: [], isComplete: exchanges.length < PAGE });
    return true;
  }

  /** Fetches older ones, if there are any. */
  async older() {
    const oldest = this.items[this.items.length - 1];
    if (this.isComplete || this.isLoading || !oldest || this.items.length >= MOST) return false;
    this.isLoading = true;
    const load = this.load;
    try {
      const { exchanges } = await get(`/exchanges${queryOf({ ...this.filter(), before: oldest.number, limit: PAGE })}`);
      if (load !== this.load) return false;
      this.items.push(...exchanges);
      this.isComplete = exchanges.length < PAGE;
      return true;
    } finally {
      this.isLoading = false;
    }
  }

  /** Takes new ones in, oldest first, or lets them wait. Returns how many are at the top now. */
  add(list) {
    const newest = this.waiting[0]?.number ?? this.items[0]?.number ?? 0;
    const fresh = list.filter((one) => one.number > newest).reverse();
    this.waiting = fresh.concat(this.waiting).slice(0, MOST);
    return this.isPaused ? 0 : this.take();
  }

  take() {
    const count = this.waiting.length;
    this.items = this.waiting.concat(this.items).slice(0, MOST);
    this.waiting = [];
    return count;
  }

  /** Forgets what the sandbox has forgotten. */
  prune(first, last) {
    const isKept = (one) => first > 0 && one.number >= first && one.number <= last;
    const oldest = this.items[this.items.length - 1];
    if (oldest && !isKept(oldest)) this.items = this.items.filter(isKept);
    this.waiting = this.waiting.filter(isKept);
  }
}

function labelled(label, control) {
  return h("label", { class: "field" }, h("span", {}, label), control);
}

/** The bar with search and filters. */
function controls(list, change, redraw) {
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
    later();
  });
  const select = (name, options) => {
    const element = h(
      "select",
      {},
      options.map(([value, label]) => h("option", { value, selected: value === chosen[name] }, label)),
    );
    element.addEventListener("change", () => {
      chosen[name] = element.value;
      change();
    });
    return element;
  };
  const operations = select("operation", [["", t("exchanges.all")]]);
  constant("/reference").then(({ operations: known, endpoints }) => {
    const names = [
      ...known.map(({ name, title }) => [name, `${name} ${both(title)}`]),
      ...endpoints.map((name) => [name, name]),
    ];
    names.forEach(([value, label]) =>
      operations.append(h("option", { value, selected: value === chosen.operation }, label)),
    );
  }, complain);
  const outcomes = select("outcome", [
    ["", t("exchanges.all")],
    ...OUTCOMES.map((name) => [name, t(`outcome.${name}`)]),
  ]);
  const pause = h("button", { type: "button", class: "toggle", "data-action": "pause" });
  const paintPause = () => {
    pause.setAttribute("aria-pressed", list.isPaused);
    pause.textContent = list.isPaused
      ? t("exchanges.resume", { count: whole(list.waiting.length) })
      : t("exchanges.pause");
  };
  pause.addEventListener("click", () => {
    list.isPaused = !list.isPaused;
    redraw(list.isPaused ? 0 : list.take());
    paintPause();
  });
  const clear = h(
    "button",
    { type: "button", on: { click: () => attempt(() => remove("/exchanges"), t("exchanges.cleared")) } },
    t("exchanges.clear"),
  );
  paintPause();
  const bar = h(
    "form",
    { class: "toolbar", role: "search", on: { submit: (event) => event.preventDefault() } },
    labelled(t("exchanges.search"), search),
    labelled(t("column.operation"), operations),
    labelled(t("column.outcome"), outcomes),
    h("div", { class: "actions" }, pause, clear),
  );
  return { bar, paintPause, pause };
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
  const scroller = h("div", { class: "scroller", tabIndex: -1 }, element);
  return { element, body, scroller };
}

export async function show(content) {
  const list = new List();
  const { element, body, scroller } = table();
  const rows = new VirtualRows({
    scroller,
    body,
    columns: COLUMNS.length,
    row,
    key: (one) => `${one.number} ${currentLanguage()}`,
  });
  const count = h("p", { class: "count faint", role: "status" });
  const empty = h("div", { class: "empty" });

  function redraw(added = 0) {
    rows.set(list.items, added);
    element.setAttribute("aria-rowcount", list.items.length + 1);
    count.textContent = list.isComplete
      ? t("exchanges.count", { count: whole(list.items.length) })
      : t("exchanges.newest", { count: whole(list.items.length) });
    empty.hidden = list.items.length > 0;
    if (!empty.hidden) replace(empty, nothing(list.isFiltered()));
    paintPause();
  }

  const change = async (top = true) => {
    try {
      if (!(await list.reload())) return;
      if (top) scroller.scrollTop = 0;
      redraw();
    } catch (error) {
      complain(error);
    }
  };
  const { bar, paintPause, pause } = controls(list, () => change(), redraw);
  // Of a filtered list, only the sandbox knows what belongs to it.
  const refresh = throttled(1000, () => list.isPaused || change(scroller.scrollTop === 0));
  const stops = [
    on("exchanges", (fresh) => (list.isFiltered() ? refresh() : redraw(list.add(fresh)))),
    on("connection", (isOpen) => isOpen && change(false)),
    on("status", ({ first, last, isAnother }) => {
      if (isAnother) {
        list.items = [];
        change();
      }
      const before = list.items.length;
      list.prune(first, last);
      if (list.items.length !== before) redraw();
    }),
  ];
  const more = async () => {
    const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 3000;
    if (isNear && (await list.older().catch(complain))) redraw();
  };
  scroller.addEventListener("scroll", more, { passive: true });
  const keys = (event) => move(event, rows, pause);
  addEventListener("keydown", keys);

  content.append(h("h1", { class: "offscreen" }, t("nav.exchanges")), bar, scroller, empty, count);
  await change(false);
  scroller.scrollTop = chosen.scroll;
  rows.render();
  return () => {
    chosen.scroll = scroller.scrollTop;
    stops.forEach((stop) => stop());
    refresh.cancel();
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
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog"))
    return;
  if (event.key === "p") pause.click();
  const step = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || rows.items.length === 0) return;
  const row = document.activeElement?.closest?.("tr[data-number]");
  if (!row && event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const current = row
    ? rows.items.findIndex((one) => String(one.number) === row.dataset.number)
    : -step + (step > 0 ? 0 : 1);
  rows.focus(Math.min(Math.max(current + step, 0), rows.items.length - 1));
}
