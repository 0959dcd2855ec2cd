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

const PARAMETERS = /(access_token|secret)=([^&]*)/g;
const MEMBERS = /("(?:access_token|secret)"\s*:\s*")([^"]*)(")/g;

const mask = (text) => text.replace(PARAMETERS, `$1=${MASK}`).replace(MEMBERS, `$1${MASK}$3`);

/** Whether a request or a response has a token or a secret. */
export const hasSecret = (text) => mask(text) !== text;

/** The text of a request or response, with tokens and secrets masked unless they are shown. */
export const masked = (text) => (isShown ? text : mask(text));
