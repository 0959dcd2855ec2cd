// Short messages about completed actions and errors, also announced to screen readers. Clicks go through them, except
// on their buttons, so that they never block what is below.

import { h } from "./dom.js";
import { both, t } from "./i18n.js";
import { Unreachable } from "./api.js";
import { visible } from "./text.js";

const LIFETIME = 4000;
const MOST = 2;
const area = h("div", { class: "notices", role: "status", "aria-live": "polite" });

/** The container of the messages. */
export const notices = () => area;

function show(text, kind) {
  const dismiss = () => {
    const isFocused = notice.contains(document.activeElement);
    notice.remove();
    if (isFocused) document.getElementById("content")?.focus({ preventScroll: true });
  };
  const close = h(
    "button",
    { type: "button", class: "quiet", "aria-label": t("close"), on: { click: dismiss } },
    "×",
  );
  const notice = h("div", { class: `notice ${kind}` }, h("span", {}, visible(text)), close);
  const isSame = (one) => one.className === notice.className && one.textContent === notice.textContent;
  [...area.children].filter(isSame).forEach((one) => one.remove());
  area.append(notice);
  while (area.children.length > MOST) area.firstChild.remove();
  const lifetime = kind === "bad" ? LIFETIME * 2 : LIFETIME;
  const expire = () => {
    // Not while its button is about to be used.
    if (close.matches(":hover, :focus")) setTimeout(expire, lifetime);
    else notice.remove();
  };
  setTimeout(expire, lifetime);
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
  return h("div", { class: "failure", role: "alert" }, h("p", {}, visible(errorText(error))), button);
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
