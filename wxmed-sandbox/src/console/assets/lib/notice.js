// Short messages about completed actions and errors, also announced to screen readers.

import { h } from "./dom.js";
import { both } from "./i18n.js";

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

/** Shows an error of the control API, or any other. */
export function complain(error) {
  if (error.name === "AbortError") return;
  show(error.texts ? both(error.texts) : error.message, "bad");
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
