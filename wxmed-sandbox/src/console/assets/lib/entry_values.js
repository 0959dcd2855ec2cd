// The fields of an order, a link or a message, shown on demand.

import { h, replace } from "./dom.js";
import { t } from "./i18n.js";
import { machine, value } from "./text.js";

const factsOf = (entry) =>
  h(
    "dl",
    { class: "facts" },
    Object.entries(entry.values).map(([name, text]) =>
      h("div", {}, h("dt", {}, machine(name)), h("dd", {}, value(text))),
    ),
  );

const countOf = (entry) => t("state.values", { count: Object.keys(entry.values).length });

/** A table row whose last cell opens a second row below it with the fields of the entry. */
export function rowWithValues(entry, ...cells) {
  const below = h("tr", { class: "details", hidden: true }, h("td", {}));
  const toggle = h(
    "button",
    {
      type: "button",
      class: "small",
      "data-action": "fields",
      "aria-expanded": "false",
      on: {
        click: () => {
          below.hidden = !below.hidden;
          toggle.setAttribute("aria-expanded", !below.hidden);
          if (!below.hidden) replace(below.firstChild, factsOf(entry));
        },
      },
    },
    countOf(entry),
  );
  below.firstChild.setAttribute("colspan", cells.length + 1);
  return [h("tr", {}, cells, h("td", {}, toggle)), below];
}

/** The fields of an entry in a `details` element. */
export function values(entry) {
  return h("details", {}, h("summary", {}, countOf(entry)), factsOf(entry));
}
