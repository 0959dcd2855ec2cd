// What can't be undone is asked for twice.

import { h } from "./dom.js";

/** A button, and one that appears beside it and does what the first says. `name` is the `data-action` of the first. */
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
