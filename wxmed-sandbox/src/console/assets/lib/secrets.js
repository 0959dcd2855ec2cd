// Secrets are masked until somebody asks for them. The choice is forgotten when the page is closed.

import { h } from "./dom.js";
import { t } from "./i18n.js";

export const MASK = "••••••••";
let isShown = false;
const listeners = new Set();

export const areSecretsShown = () => isShown;

/** Calls a function when secrets are shown or masked; the function that is returned ends that. */
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

/** A secret, masked or not. */
export function secret(text) {
  return h("code", { class: "secret" }, isShown ? text : MASK);
}

const PARAMETERS = /(access_token|secret)=([^&]*)/g;
const MEMBERS = /("(?:access_token|secret)"\s*:\s*")([^"]*)(")/g;

const mask = (text) => text.replace(PARAMETERS, `$1=${MASK}`).replace(MEMBERS, `$1${MASK}$3`);

/** Whether a request or a response has a token or a secret. */
export const hasSecret = (text) => mask(text) !== text;

/** A text in which tokens and secrets of requests and responses are masked, if they are. */
export const masked = (text) => (isShown ? text : mask(text));
