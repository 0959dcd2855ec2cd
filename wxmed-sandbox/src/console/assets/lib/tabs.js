// Tabs, as the ARIA practices describe them: arrow keys move between them.

import { h, replace, uniqueId } from "./dom.js";

/** `tabs` are objects with `name`, `label` and `content()`, which is called when a tab is opened. */
export function tabs(tabs, { label, chosen = tabs[0].name, onChange = () => {} }) {
  const panel = h("div", { role: "tabpanel", id: uniqueId("panel"), tabIndex: 0, class: "tabpanel" });
  const buttons = tabs.map((tab) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: uniqueId("tab"),
        "aria-controls": panel.id,
        "data-tab": tab.name,
        on: { click: () => choose(tab.name) },
      },
      tab.label,
    ),
  );

  function choose(name) {
    const index = Math.max(
      0,
      tabs.findIndex((tab) => tab.name === name),
    );
    buttons.forEach((button, position) => {
      button.setAttribute("aria-selected", position === index);
      button.tabIndex = position === index ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", buttons[index].id);
    replace(panel, tabs[index].content());
    onChange(tabs[index].name);
  }

  function move(event) {
    const index = buttons.indexOf(document.activeElement);
    const targets = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: buttons.length - 1 };
    if (index < 0 || !(event.key in targets)) return;
    event.preventDefault();
    const target = (targets[event.key] + buttons.length) % buttons.length;
    choose(tabs[target].name);
    buttons[target].focus();
  }

  const list = h("div", { role: "tablist", "aria-label": label, class: "tablist", on: { keydown: move } }, buttons);
  choose(chosen);
  return h("div", { class: "tabs" }, list, panel);
}
