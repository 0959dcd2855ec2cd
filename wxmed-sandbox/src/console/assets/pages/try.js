// A form for each operation and content, checked while it is filled in, and a check for texts written by a program.

import { debounced, h, replace } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { get, post, segment } from "../lib/api.js";
import { attempt } from "../lib/notice.js";
import { constant } from "../lib/store.js";
import { copyButton } from "../lib/copy.js";
import { requestFields } from "../lib/fields.js";
import { markProblems, recordForm } from "../lib/form.js";
import { pastePane } from "../lib/paste.js";
import { ofContent, ofError, ofRequest, reviewArea } from "../lib/review.js";
import { contentForm, contentPicker, exampleOf } from "../lib/content_form.js";
import { isRefused, resultArea } from "../lib/sending.js";
import { exampleFields } from "./start.js";

// The input is kept while other pages are shown.
const drafts = new Map();

// The selected contents by operation and field.
const picked = new Map();

/** Fills a form with the fields of a request that it has. */
export function draft(operation, fields) {
  const names = new Set(operation.request.rows.filter((row) => row.role === "value").map((row) => row.name));
  const own = fields.filter(({ name, value }) => names.has(name) && value !== "");
  drafts.set(operation.name, Object.fromEntries(own.map(({ name, value }) => [name, value])));
  picked.delete(operation.name);
}

function option(value, label, chosen) {
  return h("option", { value, selected: value === chosen }, label);
}

function operationForm(operation, { reference, account, person, isRepaint }) {
  const initial = () =>
    Object.fromEntries(
      exampleFields(operation, account, person)
        .filter(({ name }) => operation.request.rows.some((row) => row.name === name && row.role === "value"))
        .map(({ name, value }) => [name, value]),
    );
  if (!drafts.has(operation.name)) drafts.set(operation.name, initial());
  let values = drafts.get(operation.name);
  const review = reviewArea();
  const result = resultArea(operation, reference, isRepaint);
  const formArea = h("div", {});
  let [pickers, count, hasFailed] = [new Map(), 0, false];
  const check = async () => {
    const mine = (count += 1);
    try {
      const [found, ...inside] = await Promise.all([
        post(`/operations/${segment(operation.name)}/validate`, { fields: values }),
        ...[...pickers.values()].map((one) => one.violations(values)),
      ]);
      if (mine !== count) return;
      const isNew = ({ path, rule }) => !found.violations.some((one) => one.path === path && one.rule === rule);
      const violations = [...found.violations, ...inside.flat().filter(isNew)];
      review.show(ofRequest({ ...found, violations }));
      if (hasFailed) review.withdraw();
      markProblems(formArea, violations);
      for (const one of pickers.values()) one.mark(violations);
    } catch (error) {
      if (mine === count) review.show(ofError(error));
    }
  };
  const later = debounced(250, check);
  const changed = () => {
    hasFailed = false;
    later();
  };
  const fill = () => {
    const choices = picked.get(operation.name) ?? new Map();
    picked.set(operation.name, choices);
    const picker = (row) =>
      contentPicker(
        reference,
        row.name,
        {
          read: () => values[row.name],
          write: (text) => {
            values[row.name] = text;
            const area = formArea.querySelector(`[data-path="${CSS.escape(row.name)}"] textarea`);
            if (area) area.value = text;
          },
        },
        changed,
        { get: () => choices.get(row.name), set: (name) => choices.set(row.name, name) },
      );
    const changedInFields = () => {
      for (const one of pickers.values()) one.refresh();
      changed();
    };
    const rows = operation.request.rows.filter((row) => row.format === "content");
    pickers = new Map(rows.map((row) => [row.name, picker(row)]));
    const below = (row) => pickers.get(row.name)?.element;
    replace(formArea, recordForm(operation.request, requestFields(values), changedInFields, "", below));
  };
  const choose = (fresh) => {
    values = fresh;
    drafts.set(operation.name, values);
    picked.delete(operation.name);
    hasFailed = false;
    fill();
    check();
  };
  const examples = operation.examples.filter((one) => one.fields);
  const select = h(
    "select",
    {},
    option("", t("try.example"), ""),
    examples.map((one, index) =>
      option(String(index), `${both(one.title)}${one.breaks.length ? ` (${one.breaks.join(", ")})` : ""}`, ""),
    ),
  );
  select.addEventListener("change", () => {
    if (select.value !== "") choose(Object.fromEntries(examples[Number(select.value)].fields));
  });
  const button = h("button", { type: "submit", class: "primary", "data-action": "send" }, t("try.send"));
  const send = async () => {
    if (button.disabled) return;
    button.disabled = true;
    const isSent = await attempt(async () => {
      const made = await post(`/operations/${segment(operation.name)}/send`, { fields: values });
      hasFailed = isRefused(made);
      if (hasFailed) review.withdraw();
      result.show(made);
    });
    button.disabled = false;
    if (!isSent) button.focus({ preventScroll: true });
  };
  fill();
  check();
  const form = h(
    "form",
    {
      "aria-label": operation.name,
      on: {
        submit: (event) => {
          event.preventDefault();
          send();
        },
      },
    },
    h(
      "div",
      { class: "toolbar" },
      h("label", { class: "field" }, h("span", {}, t("try.examples")), select),
      h("button", { type: "button", on: { click: () => choose({}) } }, t("try.empty")),
      h("button", { type: "button", on: { click: () => choose(initial()) } }, t("try.reset")),
    ),
    formArea,
    h("div", { class: "actions sticky-bottom" }, button),
  );
  return {
    element: h(
      "div",
      { class: "try" },
      h("div", {}, form),
      h("div", { class: "try-side" }, result.element, review.element),
    ),
    stop: () => later.cancel(),
  };
}

function contentPane(content) {
  const review = reviewArea();
  const area = h("div", {});
  const text = h("textarea", {
    rows: 10,
    class: "mono",
    spellcheck: "false",
    value: drafts.get(content.name) ?? exampleOf(content)?.json ?? "{}",
  });
  const keep = () => drafts.set(content.name, text.value);
  let count = 0;
  let violations = [];
  const check = async () => {
    const mine = (count += 1);
    const found = await post(`/contents/${segment(content.name)}/validate`, { json: text.value }).catch((error) => ({
      violations: [],
      syntax_error: error.texts,
    }));
    if (mine !== count) return;
    review.show(ofContent(found));
    ({ violations } = found);
    markProblems(area, violations);
  };
  const later = debounced(250, check);
  const form = contentForm(
    content,
    {
      read: () => text.value,
      write: (json) => {
        text.value = json;
        keep();
      },
    },
    later,
  );
  area.append(form.element);
  text.addEventListener("input", () => {
    keep();
    form.refresh();
    markProblems(area, violations);
    later();
  });
  check();
  return {
    element: h(
      "div",
      { class: "try" },
      h("div", {}, h("form", { "aria-label": content.name, on: { submit: (event) => event.preventDefault() } }, area)),
      h(
        "div",
        { class: "try-side" },
        h("label", { class: "field full" }, h("span", {}, t("try.json")), text),
        h(
          "p",
          { class: "actions" },
          copyButton(() => text.value, t("copy"), "JSON"),
        ),
        review.element,
      ),
    ),
    stop: () => later.cancel(),
  };
}

const operationAddress = (name) => `#/try/${encodeURIComponent(name)}`;
const contentAddress = (name) => `#/try/content/${encodeURIComponent(name)}`;
const PASTE = "#/try/paste";

/** `choose` is called with the address of what was selected. */
function chooser(reference, { panes, chosen }, choose) {
  const group = (label, address, list) =>
    h(
      "optgroup",
      { label },
      list.map((one) => option(address(one.name), `${one.name} ${both(one.title)}`, chosen)),
    );
  const sent = reference.contents.filter((one) => !one.is_received);
  const select = h(
    "select",
    { "data-action": "choose", on: { change: () => choose(select.value) } },
    panes.has(chosen) ? null : h("option", { value: chosen, selected: true, disabled: true }, t("reference.none")),
    group(t("reference.operations"), operationAddress, reference.operations),
    group(t("reference.contents"), contentAddress, sent),
    h("optgroup", { label: t("try.paste") }, option(PASTE, t("try.paste"), chosen)),
  );
  return h("label", { class: "field" }, h("span", {}, t("try.what")), select);
}

export async function show(content, { parts, isRepaint }) {
  const [reference, account, { people }] = await Promise.all([
    constant("/reference"),
    constant("/account"),
    get("/people"),
  ]);
  const person = people.find((one) => one.card) ?? people[0];
  const of = { reference, account, person, isRepaint };
  const sent = reference.contents.filter((one) => !one.is_received);
  const panes = new Map([
    ...reference.operations.map((one) => [operationAddress(one.name), () => operationForm(one, of)]),
    ...sent.map((one) => [contentAddress(one.name), () => contentPane(one)]),
    [PASTE, () => pastePane(reference, isRepaint)],
  ]);
  const [kind = reference.operations[0]?.name ?? "", name = ""] = parts;
  const first = kind === "content" ? contentAddress(name) : operationAddress(kind);
  const area = h("div", {});
  const paste = h("a", { class: "button", href: PASTE }, t("try.paste"));
  let pane = null;
  const paint = (address) => {
    pane?.stop();
    pane = panes.get(address)?.() ?? null;
    paste.hidden = address === PASTE;
    replace(area, pane ? pane.element : h("p", {}, t("reference.none")));
  };
  // With the arrow keys, a closed select passes through others. So it stays, with the focus, and only the rest changes.
  const choose = (address) => {
    history.pushState(null, "", address);
    paint(address);
  };
  content.append(
    h("div", { class: "head" }, h("h1", {}, t("nav.try"))),
    h("div", { class: "toolbar" }, chooser(reference, { panes, chosen: first }, choose), paste),
    area,
  );
  paint(first);
  return () => pane?.stop();
}
