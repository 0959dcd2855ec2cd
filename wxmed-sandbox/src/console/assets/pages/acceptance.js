// The acceptance list: what a hospital should test before it goes live, ticked from its traffic.

import { h, replace, throttled } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { get, query as queryOf } from "../lib/api.js";
import { complain } from "../lib/notice.js";
import { printHeader } from "../lib/print_header.js";
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

const NOTES = "wxmed.acceptance.notes";

/** The notes about the points that a person must confirm. */
function notes() {
  try {
    return JSON.parse(localStorage.getItem(NOTES) ?? "{}");
  } catch {
    return {};
  }
}

function note(point) {
  const text = h("textarea", {
    rows: 1,
    maxlength: 2000,
    value: notes()[point.id] ?? "",
    on: { input: () => localStorage.setItem(NOTES, JSON.stringify({ ...notes(), [point.id]: text.value })) },
  });
  return h("label", { class: "field full note" }, h("span", {}, t("acceptance.note")), text);
}

// Notifications have their own numbers.
const OF_NOTIFICATIONS = ["payment-acknowledged", "payment-repeated"];

function proof(point) {
  if (point.number === null) return "";
  if (OF_NOTIFICATIONS.includes(point.id))
    return h("a", { href: "#/state/notifications" }, t("acceptance.notification", { number: point.number }));
  const title = t("exchange.title", { number: point.number });
  // The tick stays even if the exchange is no longer kept.
  if (!point.is_kept) return h("span", { class: "faint" }, t("acceptance.cleared", { proof: title }));
  return h("a", { href: `#/exchange/${point.number}` }, title);
}

const isManual = (point) => point.judge === "person";

function verdict(point) {
  if (point.state === "failed") return "failed";
  if (isManual(point)) return ticked().has(point.id) ? "done" : point.state === "seen" ? "confirm" : "open";
  return point.state === "seen" ? "done" : "open";
}

const SIGNS = { done: "☑", failed: "☒", confirm: "☐", open: "☐" };

// The fault that leads to each point, and the kind of operation it is for.
const FAULTS = {
  "token-replaced": ["token-expired", "lookup"],
  "token-replaced-in-xml": ["token-expired-xml", "lookup"],
  "lookup-retried": ["hang", "lookup"],
  "unknown-outcome": ["done-but-lost", "order"],
  "busy-later": ["system-busy", "lookup"],
  "forged-refused": ["forged", "signed"],
  "html-survived": ["html-page", "lookup"],
  "time-out-set": ["hang", "lookup"],
};

/** A link to the filled-in form for a fault. */
function faultLink({ id }, { operations }) {
  if (!Object.hasOwn(FAULTS, id)) return "";
  const [preset, kind] = FAULTS[id];
  const fits = {
    lookup: (one) => one.retry === "safe" && one.needs.length > 0,
    order: (one) => one.creates.includes("order"),
    // Only the signature of a signed response can be forged.
    signed: (one) => one.creates.includes("order") && one.response_signing === "signed",
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
  const mark = isManual(point) ? box : h("span", { class: "tick", "aria-hidden": "true" }, SIGNS[found]);
  return h(
    "tr",
    { class: found, "data-point": point.id, "data-state": found },
    h("td", {}, mark),
    h(
      "th",
      { scope: "row" },
      both(point.title),
      h("div", { class: "faint" }, both(point.how)),
      point.hint ? h("div", { class: "hint" }, both(point.hint)) : "",
      faultLink(point, reference),
      isManual(point) ? note(point) : "",
    ),
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
  const bodies = { traffic: h("tbody", {}), person: h("tbody", {}) };
  const progress = h("p", { role: "status" });
  let points = [];
  const repaint = () => {
    const focused = document.activeElement?.closest?.("tr")?.dataset.point;
    for (const [judge, body] of Object.entries(bodies)) {
      const own = points.filter((point) => point.judge === judge);
      replace(
        body,
        own.map((point) => row(point, reference, repaint)),
      );
    }
    if (focused) content.querySelector(`[data-point="${focused}"] input`)?.focus();
    const count = points.filter((point) => verdict(point) === "done").length;
    progress.textContent = t("acceptance.progress", { count, all: points.length });
  };
  let shown = "";
  const reload = async () => {
    const found = await get("/acceptance").catch(complain);
    const text = JSON.stringify(found?.points);
    // Don't redraw while a note is being written.
    if (!found || text === shown || document.activeElement?.closest?.(".note")) return;
    ({ points } = found);
    shown = text;
    repaint();
  };
  const list = (judge) => {
    const title = t(`acceptance.${judge}`);
    const head = ["acceptance.tick", "acceptance.point", "acceptance.state", "acceptance.proof"].map((key) =>
      h("th", { scope: "col" }, t(key)),
    );
    return h(
      "section",
      {},
      h("h2", {}, title),
      h("p", { class: "faint" }, t(`acceptance.${judge}.about`)),
      wide(
        h(
          "table",
          { class: "data acceptance stacked", "aria-label": title },
          h("thead", {}, h("tr", {}, head)),
          bodies[judge],
        ),
      ),
    );
  };
  const printed = await printHeader();
  content.append(
    h(
      "div",
      { class: "head" },
      h("h1", {}, t("acceptance.title")),
      h("button", { type: "button", class: "no-print", on: { click: () => print() } }, t("acceptance.print")),
    ),
    h("p", { class: "lead" }, t("acceptance.about")),
    printed.element,
    progress,
    list("traffic"),
    list("person"),
    h("p", { class: "print-only" }, t("acceptance.sign")),
  );
  const refresh = throttled(2000, reload);
  const stop = on("status", refresh);
  await reload();
  return () => {
    printed.stop();
    stop();
    refresh.cancel();
  };
}
