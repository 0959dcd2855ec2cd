// Keyboard shortcuts. They are disabled in input fields, and a dialog lists them.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const PLACES = { e: "exchanges", s: "start", t: "try", f: "faults", o: "state", r: "reference", a: "acceptance" };
let isGoing = false;

const isWriting = (target) => target.closest?.("input, textarea, select, dialog") !== null;

export function keyboard() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (isGoing) {
      isGoing = false;
      if (event.key in PLACES) location.hash = `#/${PLACES[event.key]}`;
      return;
    }
    const actions = { g: go, "?": help, "/": search };
    actions[event.key]?.(event);
  });
}

function go() {
  isGoing = true;
  setTimeout(() => {
    isGoing = false;
  }, 1500);
}

function search(event) {
  const field = document.querySelector("main [type=search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
}

function help() {
  const keys = [
    ["/", t("keys.search")],
    ["j", t("keys.down")],
    ["k", t("keys.up")],
    ["Enter", t("keys.open")],
    ["p", t("keys.pause")],
    ["u", t("keys.back")],
    ...Object.entries(PLACES).map(([key, page]) => [`g ${key}`, t(`nav.${page}`)]),
    ["?", t("keys.help")],
  ];
  const rows = keys.map(([key, about]) =>
    h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, key)), h("td", {}, about)),
  );
  const dialog = h(
    "dialog",
    { "aria-labelledby": "keys-title", on: { close: () => dialog.remove() } },
    h("h2", { id: "keys-title" }, t("keys.title")),
    h("table", { class: "plain" }, h("tbody", {}, rows)),
    h(
      "form",
      { method: "dialog", class: "actions" },
      h("button", { type: "button", on: { click: () => dialog.close() } }, t("close")),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
