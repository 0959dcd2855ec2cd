// The light and the dark theme. The system's setting applies unless the user chooses one.

import { h } from "./dom.js";
import { t } from "./i18n.js";

const KEY = "wxmed.theme";
const NAMES = ["light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");

/** The chosen theme; an empty text for the system's. */
function chosen() {
  const kept = localStorage.getItem(KEY);
  return NAMES.includes(kept) ? kept : "";
}

export function applyTheme() {
  document.documentElement.dataset.theme = chosen() || (dark.matches ? "dark" : "light");
}

dark.addEventListener("change", applyTheme);

export function themeSelect() {
  const change = () => {
    if (select.value) localStorage.setItem(KEY, select.value);
    else localStorage.removeItem(KEY);
    applyTheme();
  };
  const select = h(
    "select",
    { class: "quiet", "aria-label": t("theme"), title: t("theme"), "data-theme-select": true, on: { change } },
    ["", ...NAMES].map((name) =>
      h("option", { value: name, selected: name === chosen() }, t(`theme.${name || "system"}`)),
    ),
  );
  return select;
}
