// A form for each operation and content, checked while it is filled in, and a check for texts written by a program.

import { debounced, h, replace } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { get, post, segment } from "../lib/api.js";
import { attempt } from "../lib/notice.js";
import { constant } from "../lib/store.js";
import { copyButton } from "../lib/copy.js";
import { block } from "../lib/text.js";
import { pretty } from "../lib/bodies.js";
import { requestFields } from "../lib/fields.js";
import { markProblems, recordForm } from "../lib/form.js";
import { pastePane } from "../lib/paste.js";
import { ofContent, ofError, ofRequest, reviewArea } from "../lib/review.js";
import { contentForm, contentPicker, exampleOf } from "../lib/content_form.js";
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

function operationForm(operation, reference, account, person) {
  const initial = () =>
    Object.fromEntries(
      exampleFields(operation, account, person)
        .filter(({ name }) => operation.request.rows.some((row) => row.name === name && row.role === "value"))
        .map(({ name, value }) => [name, value]),
    );
  if (!drafts.has(operation.name)) drafts.set(operation.name, initial());
  let values = drafts.get(operation.name);
  const review = reviewArea();
  const result = h("div", { class: "result", role: "status" });
  const formArea = h("div", {});
  let count = 0;
  const check = async () => {
    const mine = (count += 1);
    try {
      const found = await post(`/operations/${segment(operation.name)}/validate`, { fields: values });
      if (mine !== count) return;
      review.show(ofRequest(found));
      markProblems(formArea, found.violations);
    } catch (error) {
      if (mine === count) review.show(ofError(error));
    }
  };
  const later = debounced(250, check);
  const fill = () => {
    const choices = picked.get(operation.name) ?? new Map();
    picked.set(operation.name, choices);
    const picker = (row) =>
      contentPicker(
        reference,
        {
          read: () => values[row.name],
          write: (text) => {
            values[row.name] = text;
            const area = formArea.querySelector(`[data-path="${CSS.escape(row.name)}"] textarea`);
            if (area) area.value = text;
          },
        },
        later,
        { get: () => choices.get(row.name), set: (name) => choices.set(row.name, name) },
      );
    const pickers = operation.request.rows.filter((row) => row.format === "content").map(picker);
    const changed = () => {
      for (const one of pickers) one.refresh();
      later();
    };
    replace(
      formArea,
      recordForm(operation.request, requestFields(values), changed),
      pickers.map((one) => one.element),
    );
  };
  const choose = (fresh) => {
    values = fresh;
    drafts.set(operation.name, values);
    picked.delete(operation.name);
    fill();
    check();
  };
  const examples = operation.examples.filter((one) => one.fields);
  const select = h(
    "select",
    {},
    option("", t("try.example"), ""),
    examples.map((one, place) =>
      option(String(place), `${both(one.title)}${one.breaks.length ? ` (${one.breaks.join(", ")})` : ""}`, ""),
    ),
  );
  select.addEventListener("change", () => {
    if (select.value !== "") choose(Object.fromEntries(examples[Number(select.value)].fields));
  });
  const send = () =>
    attempt(async () => {
      const made = await post(`/operations/${segment(operation.name)}/send`, { fields: values });
      replace(
        result,
        h(
          "p",
          {},
          h("span", { class: `badge ${made.outcome}` }, t(`outcome.${made.outcome}`)),
          " ",
          both(made.message),
          " ",
          h("a", { href: `#/exchange/${made.number}` }, t("exchange.title", { number: made.number })),
        ),
        h("div", {}, block(pretty(made.response.body ?? ""), t("exchange.response"))),
      );
    });
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
    h(
      "div",
      { class: "actions sticky-bottom" },
      h("button", { type: "submit", class: "primary", "data-action": "send" }, t("try.send")),
    ),
  );
  return {
    element: h("div", { class: "try" }, h("div", {}, form), h("div", { class: "try-side" }, result, review.element)),
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

function chooser(reference, chosen) {
  const address = (kind, name) =>
    kind === "operation" ? `#/try/${encodeURIComponent(name)}` : `#/try/content/${encodeURIComponent(name)}`;
  const group = (label, kind, list) =>
    h(
      "optgroup",
      { label },
      list.map((one) => option(address(kind, one.name), `${one.name} ${both(one.title)}`, chosen)),
    );
  const select = h(
    "select",
    {
      "data-action": "choose",
      on: {
        change: () => {
          location.hash = select.value;
        },
      },
    },
    group(t("reference.operations"), "operation", reference.operations),
    group(
      t("reference.contents"),
      "content",
      reference.contents.filter((one) => !one.is_received),
    ),
    h("optgroup", { label: t("try.paste") }, option("#/try/paste", t("try.paste"), chosen)),
  );
  return h("label", { class: "field" }, h("span", {}, t("try.what")), select);
}

export async function show(content, { parts }) {
  const [reference, account, { people }] = await Promise.all([
    constant("/reference"),
    constant("/account"),
    get("/people"),
  ]);
  const [first, second] =
    parts[0] === "content"
      ? ["content", parts[1]]
      : parts[0] === "paste"
        ? ["paste", ""]
        : ["operation", parts[0] ?? reference.operations[0]?.name];
  const address =
    first === "paste"
      ? "#/try/paste"
      : first === "content"
        ? `#/try/content/${encodeURIComponent(second)}`
        : `#/try/${encodeURIComponent(second)}`;
  content.append(
    h("div", { class: "head" }, h("h1", {}, t("nav.try"))),
    h(
      "div",
      { class: "toolbar" },
      chooser(reference, address),
      first === "paste" ? "" : h("a", { class: "button", href: "#/try/paste" }, t("try.paste")),
    ),
  );
  const operation = reference.operations.find((one) => one.name === second);
  const known = reference.contents.find((one) => one.name === second);
  const pane =
    first === "paste"
      ? pastePane(reference)
      : first === "content" && known
        ? contentPane(known)
        : operation
          ? operationForm(operation, reference, account, people.find((one) => one.card) ?? people[0])
          : null;
  content.append(pane ? pane.element : h("p", {}, t("reference.none")));
  return pane?.stop;
}
