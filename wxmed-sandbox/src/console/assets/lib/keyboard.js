// Keyboard shortcuts. They are disabled in input fields, and a dialog lists them.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const PLACES = { e: "exchanges", s: "start", t: "try", f: "faults", o: "state", r: "reference", a: "acceptance" };
let isGoing = false;

const KEY = "wxmed.shortcuts";
const areOn = () => localStorage.getItem(KEY) !== "off";

const isWriting = (target) => Boolean(target.closest?.("input, textarea, select, dialog"));

/**
 * The key of an event that is a shortcut, or else an empty text. It isn't one in a field, with a modifier key, or for a
 * single character if these shortcuts are switched off (WCAG 2.1.4).
 */
export function shortcut({ key, ctrlKey, metaKey, altKey, target }) {
  if (ctrlKey || metaKey || altKey || isWriting(target) || document.querySelector("dialog[open]")) return "";
  return key.length === 1 && !areOn() ? "" : key;
}

export function keyboard() {
  addEventListener("keydown", (event) => {
    const key = shortcut(event);
    if (isGoing) {
      isGoing = false;
      if (Object.hasOwn(PLACES, key)) location.hash = `#/${PLACES[key]}`;
      return;
    }
    const actions = { g: go, "?": help, "/": search };
    if (Object.hasOwn(actions, key)) actions[key](event);
  });
}

/** The button that opens the list of shortcuts. The key `?` does it only while shortcuts are on. */
export const keysButton = () =>
  h(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-label": t("keys.title"),
      title: t("keys.title"),
      "data-action": "keys",
      on: { click: help },
    },
    "?",
  );

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
  const areUsed = h("input", {
    type: "checkbox",
    checked: areOn(),
    on: { change: () => localStorage.setItem(KEY, areUsed.checked ? "on" : "off") },
  });
  const dialog = h(
    "dialog",
    { "aria-labelledby": "keys-title", on: { close: () => dialog.remove() } },
    h("h2", { id: "keys-title" }, t("keys.title")),
    h("table", { class: "plain" }, h("tbody", {}, rows)),
    h("label", { class: "check" }, areUsed, t("keys.single")),
    h("p", { class: "faint" }, t("keys.single.about")),
    h(
      "form",
      { method: "dialog", class: "actions" },
      h("button", { type: "button", on: { click: () => dialog.close() } }, t("close")),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
