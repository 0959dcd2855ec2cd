// What a hospital should have seen before it goes live, ticked from what it has sent.

import { h, replace, throttled } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { get, query as queryOf } from "../lib/api.js";
import { complain } from "../lib/notice.js";
import { dayAndTime } from "../lib/format.js";
import { constant, on } from "../lib/store.js";
import { wide } from "../lib/wide.js";

const KEY = "wxmed.acceptance";

function ticked() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set();
  }
}

function keep(id, isTicked) {
  const all = ticked();
  if (isTicked) all.add(id);
  else all.delete(id);
  localStorage.setItem(KEY, JSON.stringify([...all]));
}

// A notification has a number of its own.
const OF_NOTIFICATIONS = ["payment-acknowledged", "payment-repeated"];

function proof(point) {
  if (point.number === null) return "";
  if (OF_NOTIFICATIONS.includes(point.id))
    return h("a", { href: "#/state/notifications" }, t("acceptance.notification", { number: point.number }));
  const title = t("exchange.title", { number: point.number });
  // The tick stays when the exchange is no longer kept.
  if (!point.is_kept) return h("span", { class: "faint" }, t("acceptance.cleared", { proof: title }));
  return h("a", { href: `#/exchange/${point.number}` }, title);
}

function verdict(point) {
  if (point.state === "failed") return "failed";
  if (point.judge === "person") return ticked().has(point.id) ? "done" : point.state === "seen" ? "confirm" : "open";
  return point.state === "seen" ? "done" : "open";
}

const SIGNS = { done: "☑", failed: "☒", confirm: "☐", open: "☐" };

// Which fault brings a point about, and whether it is one of an order.
const FAULTS = {
  "token-replaced": ["token-expired", "lookup"],
  "lookup-retried": ["hang", "lookup"],
  "unknown-outcome": ["done-but-lost", "order"],
  "busy-later": ["system-busy", "lookup"],
  "forged-refused": ["forged", "lookup"],
  "html-survived": ["html-page", "lookup"],
  "time-out-set": ["hang", "lookup"],
};

/** Leads to the form for a fault, filled in. */
function faultLink({ id }, { operations }) {
  if (!Object.hasOwn(FAULTS, id)) return "";
  const [preset, kind] = FAULTS[id];
  const fits = {
    lookup: (one) => one.retry === "safe" && one.needs.length > 0,
    order: (one) => one.creates.includes("order"),
  };
  const operation = operations.find(fits[kind])?.name ?? "";
  const address = `#/faults${queryOf({ preset, operation })}`;
  return h("p", { class: "no-print" }, h("a", { href: address }, t("acceptance.fault")));
}

function row(point, reference, repaint) {
  const found = verdict(point);
  const box = h("input", {
    type: "checkbox",
    checked: found === "done",
    "aria-label": both(point.title),
    on: {
      change: () => {
        keep(point.id, box.checked);
        repaint();
      },
    },
  });
  const mark = point.judge === "person" ? box : h("span", { class: "tick", "aria-hidden": "true" }, SIGNS[found]);
  return h(
    "tr",
    { class: found, "data-point": point.id, "data-state": found },
    h("td", {}, mark),
    h("th", { scope: "row" }, both(point.title), h("div", { class: "faint" }, both(point.how)), faultLink(point, reference)),
    h(
      "td",
      {},
      h(
        "span",
        { class: `badge ${{ done: "success", failed: "error", confirm: "warning", open: "" }[found]}` },
        t(`acceptance.${found}`),
      ),
    ),
    h("td", {}, proof(point)),
  );
}

export async function show(content) {
  const reference = await constant("/reference");
  const body = h("tbody", {});
  const progress = h("p", { role: "status" });
  let points = [];
  const repaint = () => {
    const focused = document.activeElement?.closest?.("tr")?.dataset.point;
    replace(
      body,
      points.map((point) => row(point, reference, repaint)),
    );
    if (focused) body.querySelector(`[data-point="${focused}"] input`)?.focus();
    const count = points.filter((point) => verdict(point) === "done").length;
    progress.textContent = t("acceptance.progress", { count, all: points.length });
  };
  let shown = "";
  const reload = async () => {
    const found = await get("/acceptance").catch(complain);
    const text = JSON.stringify(found?.points);
    if (!found || text === shown) return;
    ({ points } = found);
    shown = text;
    repaint();
  };
  const head = ["acceptance.tick", "acceptance.point", "acceptance.state", "acceptance.proof"].map((key) =>
    h("th", { scope: "col" }, t(key)),
  );
  const printed = h("p", { class: "print-only" });
  const setTime = () => {
    printed.textContent = t("acceptance.printed", { time: dayAndTime(Date.now()) });
  };
  setTime();
  addEventListener("beforeprint", setTime);
  content.append(
    h(
      "div",
      { class: "head" },
      h("h1", {}, t("acceptance.title")),
      h("button", { type: "button", class: "no-print", on: { click: () => print() } }, t("acceptance.print")),
    ),
    h("p", { class: "lead" }, t("acceptance.about")),
    progress,
    wide(
      h(
        "table",
        { class: "data acceptance stacked", "aria-label": t("acceptance.title") },
        h("thead", {}, h("tr", {}, head)),
        body,
      ),
    ),
    printed,
    h("p", { class: "print-only" }, t("acceptance.sign")),
  );
  await reload();
  const refresh = throttled(2000, reload);
  const stop = on("status", refresh);
  return () => {
    removeEventListener("beforeprint", setTime);
    stop();
    refresh.cancel();
  };
}
