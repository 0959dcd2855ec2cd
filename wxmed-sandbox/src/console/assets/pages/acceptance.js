// The acceptance list: what a hospital should test before it goes live, ticked from its traffic.

import { h, replace, throttled } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { get, post, query as queryOf, segment } from "../lib/api.js";
import { confirmedBefore, confirmPoint, isConfirmed, keepNote, noteOf, startOver } from "../lib/confirmations.js";
import { dayAndTime } from "../lib/format.js";
import { attempt, complain } from "../lib/notice.js";
import { printHeader } from "../lib/print_header.js";
import { constant, on } from "../lib/store.js";
import { wide } from "../lib/wide.js";

function note(list, point) {
  const text = h("textarea", {
    rows: 1,
    maxlength: 2000,
    value: noteOf(list, point),
    on: { input: () => keepNote(list, point, text.value) },
  });
  return h("label", { class: "field full note" }, h("span", {}, t("acceptance.note")), text);
}

/** What was confirmed and noted about another proof of a point. */
function earlier(list, point) {
  const { tick, note: text } = confirmedBefore(list, point);
  const parts = [];
  if (tick && verdict(list, point) !== "done") {
    const proof = tick.number === null ? "" : t("exchange.title", { number: tick.number });
    const key = proof ? "acceptance.earlier.proof" : "acceptance.earlier";
    parts.push(t(key, { proof, time: dayAndTime(tick.at) }));
    if (tick.list !== list) parts.push(t("acceptance.earlier.list"));
  }
  if (text && !noteOf(list, point)) parts.push(t("acceptance.earlier.note", { note: text }));
  return parts.length === 0 ? "" : h("div", { class: "hint earlier" }, parts.join(" "));
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

function verdict(list, point) {
  if (point.state === "failed") return "failed";
  if (isManual(point)) return isConfirmed(list, point) ? "done" : point.state === "seen" ? "confirm" : "open";
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

/** Adds a fault for the next call of an operation. */
async function addFault(preset, operation) {
  const { presets } = await constant("/stubs/presets");
  const { stub } = presets.find(({ id }) => id === preset);
  await post("/stubs", { ...stub, operation });
}

/** A link to the filled-in form for a fault, and a button that adds the fault without leaving the page. */
function faultActions({ id }, { operations }) {
  if (!Object.hasOwn(FAULTS, id)) return [];
  const [preset, kind] = FAULTS[id];
  const fits = {
    lookup: (one) => one.retry === "safe" && one.needs.length > 0,
    order: (one) => one.creates.includes("order"),
    // Only the signature of a signed response can be forged.
    signed: (one) => one.creates.includes("order") && one.response_signing === "signed",
  };
  const operation = operations.find(fits[kind])?.name ?? "";
  const address = `#/faults${queryOf({ preset, operation })}`;
  const add = () => attempt(() => addFault(preset, operation), t("acceptance.fault.added", { operation }));
  const button = { type: "button", class: "small", "data-action": "add-fault", on: { click: add } };
  return [
    operation && h("button", button, t("acceptance.fault.now")),
    h("a", { href: address }, t("acceptance.fault")),
  ];
}

/** The button that makes only later traffic count. */
function startingOver(list, point, changed) {
  if (point.state === "open" && !point.hint) return "";
  const run = async () => {
    const path = `/acceptance/${segment(point.id)}/start-over`;
    if (!(await attempt(() => post(path), t("acceptance.over.done")))) return;
    startOver(list, point);
    await changed();
  };
  const label = t("acceptance.over");
  return h(
    "div",
    { class: "no-print" },
    h(
      "button",
      {
        type: "button",
        class: "link",
        "data-action": "start-over",
        "aria-label": `${label}: ${both(point.title)}`,
        on: { click: run },
      },
      label,
    ),
  );
}

function row(list, point, reference, changed) {
  const found = verdict(list, point);
  const box = h("input", {
    type: "checkbox",
    checked: found === "done",
    disabled: found === "failed",
    "aria-label": both(point.title),
    on: {
      change: () => {
        confirmPoint(list, point, box.checked);
        changed();
      },
    },
  });
  const mark = isManual(point) ? box : h("span", { class: "tick", "aria-hidden": "true" }, SIGNS[found]);
  const actions = faultActions(point, reference);
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
      isManual(point) ? earlier(list, point) : "",
      actions.length > 0 ? h("p", { class: "actions no-print" }, actions) : "",
      isManual(point) ? note(list, point) : "",
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
    h("td", {}, proof(point), startingOver(list, point, changed)),
  );
}

export async function show(content) {
  const reference = await constant("/reference");
  const bodies = { traffic: h("tbody", {}), person: h("tbody", {}) };
  const progress = h("p", { role: "status" });
  let points = [];
  let list = "";
  const repaint = () => {
    const focused = document.activeElement;
    const id = focused?.closest?.("tr")?.dataset.point;
    const action = focused?.dataset?.action;
    for (const [judge, body] of Object.entries(bodies)) {
      const own = points.filter((point) => point.judge === judge);
      replace(
        body,
        own.map((point) => row(list, point, reference, changed)),
      );
    }
    const drawn = id && content.querySelector(`[data-point="${id}"]`);
    if (drawn) {
      const same = action && drawn.querySelector(`[data-action="${action}"]`);
      const next = same || drawn.querySelector("input:enabled") || drawn;
      if (next === drawn) drawn.tabIndex = -1;
      next.focus({ preventScroll: true });
    }
    const count = (state) => points.filter((point) => verdict(list, point) === state).length;
    const counts = { count: count("done"), failed: count("failed"), all: points.length };
    progress.textContent = t(counts.failed > 0 ? "acceptance.progress.failed" : "acceptance.progress", counts);
  };
  let shown = "";
  const reload = async () => {
    const found = await get("/acceptance").catch(complain);
    const text = JSON.stringify(found);
    // Don't redraw while a note is being written.
    if (!found || text === shown || document.activeElement?.closest?.(".note")) return;
    ({ points, list_id: list } = found);
    shown = text;
    repaint();
  };
  /** Draws what has changed in the browser, and then what has changed in the sandbox. */
  const changed = () => {
    repaint();
    return reload();
  };
  const section = (judge) => {
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
    section("traffic"),
    section("person"),
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
