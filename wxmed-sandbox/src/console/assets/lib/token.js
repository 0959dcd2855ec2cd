// Asks for the token of --control-token.

import { h } from "./dom.js";
import { both, t } from "./i18n.js";
import { isToken, setToken } from "./api.js";

let pending = null;

/** Resolves when the user has entered a token. Concurrent calls share one dialog. */
export function tokenDialog(error) {
  pending ??= showDialog(error).finally(() => {
    pending = null;
  });
  return pending;
}

function showDialog(error) {
  return new Promise((resolve) => {
    const input = h("input", { type: "password", id: "control-token", autocomplete: "off", required: true });
    const problem = h("p", { id: "token-problem", class: "problem", role: "alert" });
    const submit = (event) => {
      event.preventDefault();
      const token = input.value.trim();
      if (!isToken(token)) {
        problem.textContent = t("token.letters");
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", problem.id);
        input.focus();
        return;
      }
      setToken(token);
      dialog.remove();
      resolve();
    };
    // Browsers close a dialog at the second Escape, even if its event is cancelled.
    const reopen = () => dialog.isConnected && dialog.showModal();
    const dialog = h(
      "dialog",
      { "aria-labelledby": "token-title", on: { cancel: (event) => event.preventDefault(), close: reopen } },
      h(
        "form",
        { on: { submit } },
        h("h2", { id: "token-title" }, t("token.title")),
        h("p", {}, t("token.about")),
        h("label", { htmlFor: "control-token" }, t("token.label")),
        input,
        problem,
        h("p", { class: "faint" }, both(error.texts)),
        h("div", { class: "actions" }, h("button", { type: "submit", class: "primary" }, t("token.submit"))),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
