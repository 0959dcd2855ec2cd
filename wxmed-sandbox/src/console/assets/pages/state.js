// The state of the sandbox: orders, messages, links, tokens, notifications, the clock, and snapshots.

import { h, replace, throttled } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { get, post, segment } from "../lib/api.js";
import { announce, attempt, complain } from "../lib/notice.js";
import { redraw } from "../lib/redraw.js";
import { dayAndTime, span, whole, zone } from "../lib/format.js";
import { constant, on } from "../lib/store.js";
import { confirmed } from "../lib/confirm.js";
import { rowWithValues, values } from "../lib/entry_values.js";
import { copyButton, save } from "../lib/copy.js";
import { secret, secretsButton } from "../lib/secrets.js";
import { block, machine, value } from "../lib/text.js";
import { pretty } from "../lib/bodies.js";
import { message } from "../lib/message.js";
import { goOnFrom, hasPassing, pass, passing } from "../lib/passing.js";
import { peopleTable } from "../lib/people.js";
import { wide } from "../lib/wide.js";

const PANES = ["orders", "cards", "messages", "links", "tokens", "notifications", "clock"];
// The maximum number of shown entries. Older ones are in the snapshot.
const MOST = 200;

const cell = (node) => h("td", {}, node);

function table(label, keys, rows) {
  const head = keys.map((key) => h("th", { scope: "col" }, t(key)));
  return wide(
    h("table", { class: "data stacked", "aria-label": label }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)),
  );
}

function newest(list, paint, empty) {
  if (list.length === 0) return h("p", { class: "faint" }, t(empty));
  const shown = list.slice(-MOST).reverse();
  return [
    paint(shown),
    list.length > MOST ? h("p", { class: "faint" }, t("state.newest", { count: MOST, all: whole(list.length) })) : null,
  ];
}

/** Seconds that grow, or go down to zero. */
const age = (seconds) => passing(h("span", {}), seconds, 1, span);
const left = (seconds) => passing(h("span", {}), seconds, -1, span);

const time = (at) => (at ? h("time", { datetime: at }, dayAndTime(at)) : "–");

const payment = ({ is_paid: isPaid }) =>
  h("span", { class: `badge ${isPaid ? "success" : ""}` }, t(isPaid ? "state.paid" : "state.unpaid"));

/** Whether the order of a message is paid. Messages are about payments, but the platform takes them for any order. */
function orderOf({ order }) {
  if (!order) return h("p", { class: "faint" }, t("message.order.none"));
  return h(
    "p",
    { class: "message-order" },
    t("message.order"),
    " ",
    payment(order),
    order.is_paid ? null : [" ", h("span", { class: "faint" }, t("message.order.unpaid"))],
  );
}

function orders({ orders: list }, reload) {
  const row = (order) => {
    const number = order.values.med_trans_id ?? order.values.hosp_out_trade_no ?? "";
    const pay = () =>
      attempt(async () => {
        const { message } = await post(`/orders/${segment(number)}/pay`);
        announce(both(message));
      }).then(reload);
    return rowWithValues(
      order,
      h("th", { scope: "row" }, machine(order.values.med_trans_id ?? "–")),
      cell(machine(order.values.hosp_out_trade_no ?? "–")),
      cell(order.operation ?? "–"),
      cell(time(order.made_at)),
      cell(payment(order)),
      cell(
        order.is_paid && !order.has_notification
          ? h("span", { class: "faint" }, t("state.pay.silent"))
          : h(
              "button",
              {
                type: "button",
                class: "small",
                "data-action": "pay",
                "aria-label": `${t("state.pay")}: ${number}`,
                on: { click: pay },
              },
              t(order.is_paid ? "state.pay.again" : "state.pay"),
            ),
      ),
    );
  };
  return newest(
    list,
    (shown) =>
      table(
        t("state.orders"),
        [
          "med_trans_id",
          "hosp_out_trade_no",
          "column.operation",
          "state.made",
          "state.payment",
          "faults.action",
          "state.fields",
        ],
        shown.map(row),
      ),
    "state.orders.none",
  );
}

async function messages({ messages: list }) {
  const reference = await constant("/reference");
  const row = (entry) =>
    h(
      "article",
      { class: "message-row" },
      message(entry, reference),
      h(
        "div",
        {},
        h("p", { class: "faint" }, entry.operation, " · ", time(entry.made_at)),
        orderOf(entry),
        values(entry),
      ),
    );
  return newest(list, (shown) => h("div", { class: "messages-list" }, shown.map(row)), "state.messages.none");
}

function links({ bind_links: list }) {
  // Only the path: an imported link may have any host.
  const bindPath = ({ values }) =>
    Object.values(values)
      .map((text) => /\/sandbox\/bind\/\w+/.exec(text)?.[0])
      .find(Boolean);
  const row = (entry) => {
    const path = bindPath(entry);
    const isOver = entry.expires_in_s === 0;
    return rowWithValues(
      entry,
      h("th", { scope: "row" }, machine(entry.values.openid ?? "–")),
      cell(
        path && !isOver
          ? h("a", { href: path, target: "_blank", rel: "noopener noreferrer" }, path)
          : machine(path ?? "–"),
      ),
      cell(time(entry.made_at)),
      cell(entry.expires_in_s === null ? "–" : isOver ? t("state.over") : left(entry.expires_in_s)),
    );
  };
  return newest(
    list,
    (shown) =>
      table(t("state.links"), ["openid", "state.link", "state.made", "state.expires", "state.fields"], shown.map(row)),
    "state.links.none",
  );
}

function tokens({ tokens: list }, reload) {
  const row = (one) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, secret(one.token.length > 40 ? `${one.token.slice(0, 40)}…` : one.token)),
      cell(t(`token.${one.kind}`)),
      cell(one.age_s === null ? "–" : age(one.age_s)),
      cell(left(one.expires_in_s)),
      cell(copyButton(one.token, t("copy"), t("state.token"))),
    );
  const expire = () => attempt(() => post("/tokens/expire"), t("state.expired")).then(reload);
  return [
    list.length === 0
      ? h("p", { class: "faint" }, t("state.tokens.none"))
      : table(
          t("state.tokens"),
          ["state.token", "state.kind", "state.age", "state.expires", "faults.action"],
          list.slice(0, MOST).map(row),
        ),
    h(
      "p",
      { class: "actions" },
      h("button", { type: "button", "data-action": "expire", on: { click: expire } }, t("state.expire")),
      h("span", { class: "faint" }, t("state.expire.about")),
    ),
  ];
}

function notifications({ notifications: list }) {
  const row = (one) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, one.number),
      cell(time(one.at)),
      cell(machine(one.notification)),
      cell(machine(one.order ?? "–")),
      cell(value(one.url)),
      cell(one.attempt),
      cell([
        h(
          "span",
          { class: `badge ${one.outcome === "acknowledged" ? "success" : "error"}` },
          t(`notification.${one.outcome}`),
        ),
        " ",
        value(both(one.message)),
      ]),
      cell(h("details", {}, h("summary", {}, "XML"), block(pretty(one.body), one.notification))),
    );
  return newest(
    list,
    (shown) =>
      table(
        t("state.notifications"),
        [
          "column.number",
          "column.time",
          "state.notification",
          "column.order",
          "state.address",
          "state.attempt",
          "column.outcome",
          "XML",
        ],
        shown.map(row),
      ),
    "state.notifications.none",
  );
}

function file(reload) {
  const download = () =>
    attempt(async () => {
      save("wxmed-sandbox.json", JSON.stringify(await get("/snapshot")), "application/json");
    }, t("saved"));
  const input = h("input", { type: "file", class: "offscreen", accept: "application/json,.json", id: "snapshot" });
  input.addEventListener("change", () =>
    attempt(async () => {
      const [chosen] = input.files;
      if (!chosen) return;
      const text = await chosen.text();
      // Allows choosing the same file again.
      input.value = "";
      let snapshot;
      try {
        snapshot = JSON.parse(text);
      } catch (error) {
        throw new Error(t("faults.badjson", { error: error.message }));
      }
      await post("/snapshot", snapshot);
    }, t("state.imported")).then(reload),
  );
  return h(
    "section",
    {},
    h("h3", {}, t("state.snapshot")),
    h("p", { class: "faint" }, t("state.snapshot.about")),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", "data-action": "export", on: { click: download } }, t("state.export")),
      h("label", { class: "button", htmlFor: input.id }, t("state.import")),
      input,
    ),
  );
}

function reset(reload) {
  const run = () => attempt(() => post("/reset"), t("state.reset.done")).then(reload);
  return h(
    "section",
    {},
    h("h3", {}, t("state.reset")),
    h("p", { class: "faint" }, t("state.reset.about")),
    h(
      "div",
      { class: "actions" },
      confirmed({ name: "reset", label: t("state.reset"), question: t("state.reset.confirm"), run }),
    ),
  );
}

/** The time of the sandbox, and how far ahead of this machine's that is. */
const currentTime = ({ now, ahead_s: ahead }) =>
  h(
    "p",
    { class: "current-time" },
    passing(h("span", { class: "clock" }), Date.parse(now), 1000, dayAndTime),
    " ",
    h("span", { class: "faint" }, zone(), " · ", ahead > 0 ? t("clock.ahead", { time: span(ahead) }) : t("clock.same")),
  );

function clock(found, reload) {
  const steps = [60, 300, 3600, 7200, 86400, 2592000];
  const advance = (seconds) => attempt(() => post("/clock", { advance_s: seconds })).then(reload);
  return [
    h(
      "section",
      {},
      h("h3", {}, t("state.clock.title")),
      currentTime(found),
      h("p", { class: "faint" }, t("state.clock.about")),
      h(
        "div",
        { class: "actions" },
        steps.map((seconds) =>
          h(
            "button",
            { type: "button", "data-advance": seconds, on: { click: () => advance(seconds) } },
            `+ ${span(seconds)}`,
          ),
        ),
      ),
    ),
    file(reload),
    reset(reload),
  ];
}

const SOURCES = {
  orders: "/orders",
  messages: "/messages",
  links: "/bind-links",
  tokens: "/tokens",
  notifications: "/notifications",
  clock: "/clock",
};
// What goes on by itself.
const TIMES = ["expires_in_s", "age_s", "now"];
const PAINTERS = { orders, messages, links, tokens, notifications, clock };

export async function show(content, { parts: [chosen = "orders"] }) {
  const name = PANES.includes(chosen) ? chosen : "orders";
  const area = h("div", { class: "pane" });
  const links = PANES.map((pane) =>
    h("a", { href: `#/state/${pane}`, "aria-current": pane === name ? "page" : undefined }, t(`state.${pane}`)),
  );
  content.append(
    h("div", { class: "head" }, h("h1", {}, t("nav.state")), name === "tokens" ? secretsButton() : ""),
    h("nav", { class: "subnav", "aria-label": t("nav.state") }, links),
    h("h2", { class: "offscreen" }, t(`state.${name}`)),
    area,
  );
  if (name === "cards") {
    const table = await peopleTable();
    area.append(h("p", { class: "faint" }, h("a", { href: "#/start" }, t("start.add"))), table.element);
    return table.stop;
  }
  let shown = "";
  const load = async () => {
    const found = await get(SOURCES[name]);
    // Times are updated in place. A repaint would close opened elements.
    const text = JSON.stringify(found, (key, one) => (TIMES.includes(key) && one ? 1 : one));
    // Don't replace a file input or a button that the user is about to use.
    if (name === "clock" && shown !== "") area.querySelector(".current-time").replaceWith(currentTime(found));
    else if (text !== shown) {
      const painted = await PAINTERS[name](found, reload);
      redraw(area, () => replace(area, painted));
    } else if (hasPassing(area)) goOnFrom(area, h("div", {}, await PAINTERS[name](found, reload)));
    shown = text;
  };
  const reload = () => load().catch(complain);
  const refresh = throttled(1000, reload);
  const stop = on("status", refresh);
  try {
    await load();
  } catch (error) {
    stop();
    throw error;
  }
  const ticks = setInterval(() => pass(area) && refresh(), 1000);
  return () => {
    stop();
    clearInterval(ticks);
    refresh.cancel();
  };
}
