// Asks for confirmation of actions that can't be undone.

import { h, uniqueId } from "./dom.js";
import { t } from "./i18n.js";

/**
 * A button, and two that appear beside it to confirm or cancel the action, with a text about its consequences if there
 * is one. `name` is the `data-action` of the first.
 */
export function confirmed({ name, label, question, about = "", run }) {
  const text = about ? h("span", { id: uniqueId("about"), class: "faint", hidden: true }, about) : null;
  const offer = (isOffered) => {
    if (text) text.hidden = !isOffered;
    confirm.hidden = !isOffered;
    cancel.hidden = !isOffered;
    (isOffered ? confirm : first).focus();
  };
  const onEscape = (event) => event.key === "Escape" && offer(false);
  const confirm = h(
    "button",
    {
      type: "button",
      class: "danger",
      hidden: true,
      "data-action": `${name}-confirm`,
      "aria-describedby": text?.id,
      on: {
        click: () => {
          offer(false);
          return run();
        },
        keydown: onEscape,
      },
    },
    question,
  );
  const cancel = h(
    "button",
    { type: "button", hidden: true, on: { click: () => offer(false), keydown: onEscape } },
    t("cancel"),
  );
  const first = h(
    "button",
    {
      type: "button",
      "data-action": name,
      on: { click: () => offer(true) },
    },
    label,
  );
  return [first, confirm, cancel, text];
}
