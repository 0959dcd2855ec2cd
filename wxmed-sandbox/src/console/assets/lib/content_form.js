// The form for the content for a city's bureau, inside the form of a request or by itself.

import { h, replace, setText } from "./dom.js";
import { both, t } from "./i18n.js";
import { post, segment } from "./api.js";
import { wholeContent } from "./fields.js";
import { markProblems, recordForm } from "./form.js";
import { printJson, readJson, Unreadable } from "./json_tree.js";

/**
 * A selection of the content in the field `name` of a request, with the form of the selected one. `refresh()` must be
 * called when the text was changed elsewhere. `chosen` stores the name of the selected content.
 */
export function contentPicker(reference, name, text, changed, chosen) {
  const area = h("div", {});
  let [form, content, marked] = [null, null, []];
  const contents = reference.contents.filter((one) => !one.is_received);
  const select = h(
    "select",
    {},
    h("option", { value: "" }, t("try.content.none")),
    contents.map((one) =>
      h("option", { value: one.name, selected: one.name === chosen.get() }, `${one.name} ${both(one.title)}`),
    ),
  );
  const pick = () => {
    content = contents.find((one) => one.name === select.value);
    form = content ? contentForm(content, text, changed) : null;
    replace(area, form?.element);
  };
  select.addEventListener("change", () => {
    chosen.set(select.value);
    pick();
    changed();
  });
  pick();
  const element = h(
    "div",
    { class: "content-picker" },
    h("label", { class: "field" }, h("span", {}, t("try.content")), select),
    area,
  );
  const mark = (violations) => {
    marked = violations;
    markProblems(element, marked, `${name}.`);
  };
  /** The violations of the selected content, with their paths in the request. The platform may not know which it is. */
  const violations = async (outer) => {
    if (!content || !text.read()?.trim()) return [];
    const found = await post(`/contents/${segment(content.name)}/validate`, { json: text.read(), outer });
    return found.violations.map((one) => ({ ...one, path: one.path ? `${name}.${one.path}` : name }));
  };
  const refresh = () => {
    form?.refresh();
    mark(marked);
  };
  return { element, refresh, mark, violations };
}

/** The first valid example. */
export const exampleOf = (content) => content.examples.find((one) => one.breaks.length === 0 && one.json);

/**
 * A form that starts with the text that `read` returns. It passes each new text to `write`, but only after input in the
 * form. A text that it can't show locks it. `refresh()` must be called when the text was changed elsewhere.
 */
export function contentForm(content, { read, write }, changed) {
  const why = h("p", { class: "problem", hidden: true });
  const area = h("div", {});
  let shown = null;
  const put = (text) => {
    shown = text;
    write(text);
  };
  const paint = (json) => {
    const root = {
      get: () => json.value,
      set(value) {
        json.value = value;
        put(json.before + printJson(value) + json.after);
      },
    };
    const { fields, problem } = wholeContent(content, root);
    replace(area, recordForm(content.record, fields, changed));
    return problem;
  };
  const lock = ({ reason, ...values }) => {
    for (const control of area.querySelectorAll("input, select, textarea, button")) control.disabled = true;
    setText(why, t("form.locked", { why: t(`form.locked.${reason}`, values) }));
  };
  /** Shows the text, and returns the reason why it can't be edited in the form, if any. */
  const tryPaint = (text) => {
    try {
      return paint(readJson(text));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      // The last valid text stays visible while JSON is being typed.
      if (!area.firstChild) paint(readJson(""));
      return error;
    }
  };
  const refresh = () => {
    if (read() === shown) return;
    shown = read();
    const problem = tryPaint(shown ?? "");
    why.hidden = problem === null;
    if (problem) lock(problem);
  };
  const example = exampleOf(content);
  const fill = () => {
    put(example.json);
    shown = null;
    refresh();
    changed();
  };
  refresh();
  const button = { type: "button", class: "small", "data-action": "example", on: { click: fill } };
  const actions = example && h("p", { class: "actions" }, h("button", button, t("try.example.use")));
  return { element: h("div", { class: "content-form" }, actions, why, area), refresh };
}
