// Secrets are masked until the user chooses to show them. The choice is forgotten when the page is closed.

import { h } from "./dom.js";
import { t } from "./i18n.js";

export const MASK = "••••••••";
let isShown = false;
const listeners = new Set();

export const areSecretsShown = () => isShown;

/** Calls a function when secrets are shown or masked. Returns a function that removes the listener. */
export function onSecrets(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A button that shows all secrets of the page, or masks them again. */
export function secretsButton() {
  const button = h("button", {
    type: "button",
    class: "toggle",
    "data-action": "secrets",
    on: { click: () => change() },
  });
  const paint = () => {
    button.setAttribute("aria-pressed", isShown);
    button.textContent = isShown ? t("secrets.mask") : t("secrets.show");
  };
  const change = () => {
    isShown = !isShown;
    paint();
    listeners.forEach((listener) => listener());
  };
  paint();
  return button;
}

/** A secret, masked unless secrets are shown. */
export function secret(text) {
  return h("code", { class: "secret" }, isShown ? text : MASK);
}

const NAMES = ["access_token", "secret"];
const PARAMETER = /([^=&?\s"'<>]{1,100})=([^&\s"'<>]*)/g;
// Also in texts that are no JSON, because of single quotes or because their end is missing.
const MEMBER = /(["']?(?:access_token|secret)["']?\s*:\s*(["']))((?:\\.|(?!\2)[^\\])*)/g;

/** Names in a query may be percent-encoded. */
function isSecret(name) {
  try {
    return NAMES.includes(decodeURIComponent(name));
  } catch {
    return false;
  }
}

const mask = (text) =>
  text
    .replace(PARAMETER, (whole, name, own) => (isSecret(name) && own ? `${name}=${MASK}` : whole))
    .replace(MEMBER, (whole, before, _, own) => (own ? `${before}${MASK}` : whole));

/** Whether a request or a response has a token or a secret. */
export const hasSecret = (text) => mask(text) !== text;

/** The text of a request or response, with tokens and secrets masked unless they are shown. */
export const masked = (text) => (isShown ? text : mask(text));
