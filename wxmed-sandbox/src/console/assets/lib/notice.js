// Short messages about completed actions and errors, also announced to screen readers.

import { h } from "./dom.js";
import { both, t } from "./i18n.js";
import { Unreachable } from "./api.js";

const LIFETIME = 4000;
const area = h("div", { class: "notices", role: "status", "aria-live": "polite" });

/** The container of the messages. */
export const notices = () => area;

function show(text, kind) {
  const notice = h("p", { class: `notice ${kind}` }, text);
  area.append(notice);
  while (area.children.length > 4) area.firstChild.remove();
  setTimeout(() => notice.remove(), kind === "bad" ? LIFETIME * 2 : LIFETIME);
}

export const announce = (text) => show(text, "good");

/** The text of an error of the control API, or of any other. */
function errorText(error) {
  if (error instanceof Unreachable) return t("connection.unreachable");
  return error.texts ? both(error.texts) : error.message;
}

export function complain(error) {
  if (error.name === "AbortError") return;
  show(errorText(error), "bad");
}

/** An error in the place of what could not be fetched, and a button that tries it once more. */
export function failure(error, retry) {
  const button = h("button", { type: "button", "data-action": "retry", on: { click: retry } }, t("retry"));
  return h("div", { class: "failure", role: "alert" }, h("p", {}, errorText(error)), button);
}

/** Runs an action, and shows an error if it fails. Returns whether it succeeded. */
export async function attempt(action, done = "") {
  try {
    await action();
  } catch (error) {
    complain(error);
    return false;
  }
  if (done) announce(done);
  return true;
}
