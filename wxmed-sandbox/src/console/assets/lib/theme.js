// The light and the dark theme. The system's setting applies until the user chooses one.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const KEY = "wxmed.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function current() {
  return localStorage.getItem(KEY) ?? (dark.matches ? "dark" : "light");
}

export function applyTheme() {
  document.documentElement.dataset.theme = current();
}

dark.addEventListener("change", applyTheme);

export function themeButton() {
  const label = () => (current() === "dark" ? t("theme.light") : t("theme.dark"));
  const change = () => {
    localStorage.setItem(KEY, current() === "dark" ? "light" : "dark");
    applyTheme();
    button.textContent = label();
  };
  const button = h(
    "button",
    { type: "button", class: "quiet", "data-theme-button": true, on: { click: change } },
    label(),
  );
  return button;
}
