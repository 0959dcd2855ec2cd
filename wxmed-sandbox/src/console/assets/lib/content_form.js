// The form for the content for a city's bureau, inside the form of a request or by itself.

import { h, replace } from "./dom.js";
import { both, t } from "./i18n.js";
import { fromJson, recordForm, toJson } from "./form.js";

/** A selection of the content in a field, with the form of the selected one. */
export function contentPicker(reference, values, changed) {
  const area = h("div", {});
  const contents = reference.contents.filter((one) => !one.is_received);
  const select = h(
    "select",
    {},
    h("option", { value: "" }, t("try.content.none")),
    contents.map((one) => h("option", { value: one.name }, `${one.name} ${both(one.title)}`)),
  );
  select.addEventListener("change", () => {
    const content = contents.find((one) => one.name === select.value);
    replace(area, content ? contentForm(content, values, changed) : null);
  });
  return h(
    "div",
    { class: "content-picker" },
    h("label", { class: "field" }, h("span", {}, t("try.content")), select),
    area,
  );
}

/** The first valid example. */
export const exampleOf = (content) => content.examples.find((one) => one.breaks.length === 0 && one.json);

function inner(content, json) {
  return content.wrapped_in && json && content.wrapped_in in json ? json[content.wrapped_in] : json;
}

function textOf(content, values) {
  const text = toJson(content.record, values);
  return content.wrapped_in ? `{${JSON.stringify(content.wrapped_in)}: ${text}}` : text;
}

/** A form that starts with the text that `read` returns, and passes each new text to `write`. */
export function contentForm(content, { read, write }, changed) {
  const parse = (text) => {
    try {
      return fromJson(content.record, inner(content, JSON.parse(text)));
    } catch {
      return {};
    }
  };
  const values = parse(read() || exampleOf(content)?.json || "{}");
  const update = () => {
    write(textOf(content, values));
    changed();
  };
  const prefix = content.wrapped_in ? `${content.wrapped_in}.` : "";
  const form = h("div", { class: "content-form", "data-prefix": prefix }, recordForm(content.record, values, update));
  update();
  return form;
}
