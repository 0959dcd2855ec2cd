// A row of the list of exchanges.

import { h } from "./dom.js";
import { both, t } from "./i18n.js";
import { clockTime, dayAndTime, duration, isToday, monthAndDay, withoutRid } from "./format.js";
import { visible } from "./text.js";

export const COLUMNS = ["number", "time", "operation", "order", "outcome", "cause", "ms", "rid"];

/** All causes, with their IDs. */
const causesText = (diagnosis) =>
  [diagnosis, ...diagnosis.also].map((cause) => `${cause.id}: ${both(cause)}`).join("\n");

/** The time, with the day unless it is today. */
function time({ at }) {
  const day = isToday(at) ? "" : [h("span", { class: "day" }, monthAndDay(at)), " "];
  return h("time", { datetime: at, title: dayAndTime(at) }, day, clockTime(at));
}

/** The number of further causes, with their titles for screen readers. */
function furtherCauses({ also }) {
  if (also.length === 0) return "";
  const titles = also.map((cause) => both(cause.title)).join("; ");
  return [
    h("span", { class: "further", "aria-hidden": "true" }, ` +${also.length}`),
    h("span", { class: "offscreen" }, `; ${titles}`),
  ];
}

/** The fault, the cause, and the message of the platform. */
function cause({ diagnosis, fault, outcome, message }) {
  const shortMessage = outcome === "success" ? "" : withoutRid(both(message)).slice(0, 160);
  const about = [
    fault ? `${both(fault.title)}: ${both(fault.effect)}` : "",
    diagnosis ? causesText(diagnosis) : "",
    shortMessage,
  ];
  return h(
    "span",
    { title: about.filter(Boolean).join("\n") || undefined },
    fault ? [h("span", { class: "badge warning" }, both(fault.title)), " "] : "",
    diagnosis ? [h("bdi", { class: "cause title" }, visible(both(diagnosis.title))), furtherCauses(diagnosis), " "] : "",
    h("bdi", { class: "faint" }, visible(shortMessage)),
  );
}

/** The outcome as the client saw it, and the origin. */
function outcome({ outcome: name, delivery, origin }) {
  return h(
    "span",
    { class: "badges" },
    delivery === "whole"
      ? h("span", { class: `badge ${name}` }, t(`outcome.${name}`))
      : h("span", { class: "badge error", title: t(`delivery.${delivery}`) }, t(`delivery.badge.${delivery}`)),
    origin === "program" ? "" : h("span", { class: "badge" }, t(`origin.${origin}`)),
  );
}

/** A row of the list. The keyboard reaches its link; the mouse may click anywhere. */
export function row(one) {
  const address = `#/exchange/${one.number}`;
  const open = (event) => {
    if (!event.target.closest("a") && String(getSelection()) === "") location.hash = address;
  };
  const operation = one.operation ?? `${one.method} ${one.path.slice(0, 80)}`;
  const cells = {
    number: h("a", { href: address }, one.number),
    time: time(one),
    operation: h("bdi", { title: operation }, visible(operation)),
    order: h("bdi", { title: one.order ?? undefined }, visible(one.order ?? "")),
    outcome: outcome(one),
    cause: cause(one),
    ms: duration(one),
    rid: h("bdi", { class: "mono faint" }, one.rid ?? ""),
  };
  return h(
    "tr",
    { class: one.outcome === "success" && !one.fault ? "" : "failed", "data-number": one.number, on: { click: open } },
    COLUMNS.map((name) => h("td", { class: `col-${name}` }, cells[name])),
  );
}
