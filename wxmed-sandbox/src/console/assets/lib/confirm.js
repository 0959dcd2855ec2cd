// Asks for confirmation of actions that can't be undone.

import { h } from "./dom.js";

/**
 * A button, and a second one that appears beside it to confirm the action. `name` is the `data-action` of the first.
 */
export function confirmed({ name, label, question, run }) {
  const confirm = h(
    "button",
    {
      type: "button",
      class: "danger",
      hidden: true,
      "data-action": `${name}-confirm`,
      on: {
        click: () => {
          confirm.hidden = true;
          return run();
        },
      },
    },
    question,
  );
  const ask = h(
    "button",
    {
      type: "button",
      "data-action": name,
      on: {
        click: () => {
          confirm.hidden = false;
          confirm.focus();
        },
      },
    },
    label,
  );
  return [ask, confirm];
}
