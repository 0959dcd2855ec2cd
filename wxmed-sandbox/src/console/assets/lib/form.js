// Forms generated from tables, for the fields of a request and for the objects and lists of a content.

import { h, replace, uniqueId } from "./dom.js";
import { both, t } from "./i18n.js";

/** The rows that exist for the current value of the tag. */
function rowsOf(record, values) {
  const cases = record.tag?.cases ?? [];
  const decided = new Set(cases.flatMap((one) => one.rows));
  const current = new Set(cases.find((one) => one.value === String(values[record.tag?.field] ?? ""))?.rows ?? []);
  return record.rows.filter((row, place) => row.role === "value" && (!decided.has(place) || current.has(place)));
}

function input(row, id, value, changed) {
  const properties = { id, autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-about ${id}-problem` };
  if (row.codes && !row.codes.is_open) {
    const options = row.codes.values.map((one) =>
      h("option", { value: one.code, selected: one.code === value }, `${one.code} ${both(one.label)}`),
    );
    const unknown =
      value && !row.codes.values.some((one) => one.code === value)
        ? [h("option", { value, selected: true }, value)]
        : [];
    return h(
      "select",
      { ...properties, on: { change: (event) => changed(event.target.value) } },
      h("option", { value: "" }, "–"),
      options,
      unknown,
    );
  }
  if (row.type === "boolean") {
    return h(
      "select",
      { ...properties, on: { change: (event) => changed(event.target.value) } },
      ["", "true", "false"].map((one) => h("option", { value: one, selected: one === value }, one || "–")),
    );
  }
  const listener = { input: (event) => changed(event.target.value) };
  if (row.format === "content" || row.list?.is_of_lists)
    return h("textarea", { ...properties, rows: 5, class: "mono", value: value ?? "", on: listener });
  if (!row.codes) return h("input", { ...properties, value: value ?? "", on: listener });
  const known = h(
    "datalist",
    { id: `${id}-known` },
    row.codes.values.map((one) => h("option", { value: one.code }, both(one.label))),
  );
  return h("span", {}, h("input", { ...properties, list: known.id, value: value ?? "", on: listener }), known);
}

function hint(row) {
  const parts = [row.notation];
  if (!["text", row.type].includes(row.format)) parts.push(row.format);
  if (row.presence === "choice") parts.push(t("presence.choice"));
  if (row.note) parts.push(both(row.note));
  return parts.filter(Boolean).join(" · ");
}

function scalar(row, path, value, changed) {
  const id = uniqueId("field");
  const isNeeded = row.presence === "required" || row.presence === "present";
  return h(
    "div",
    { class: "form-row", "data-path": path },
    h(
      "label",
      { htmlFor: id },
      h("code", {}, row.name),
      isNeeded ? h("span", { class: "needed", title: t("presence.required") }, " *") : "",
      " ",
      h("span", {}, both(row.label)),
    ),
    input(row, id, value, changed),
    h("p", { class: "faint", id: `${id}-about` }, hint(row)),
    h("p", { class: "problem", id: `${id}-problem`, hidden: true }),
  );
}

/** A form for one record. `values` is changed in place, and `changed` is called after each change. */
export function recordForm(record, values, changed, prefix = "") {
  const area = h("div", { class: "record-form" });
  const paint = () =>
    replace(
      area,
      rowsOf(record, values).map((row) => control(row, values, `${prefix}${row.name}`, update)),
    );
  function update(row, value) {
    if (value === "" || value === undefined) delete values[row.name];
    else values[row.name] = value;
    // Another value of the tag has other rows.
    if (row.name === record.tag?.field) {
      const at = document.activeElement?.closest?.("[data-path]")?.dataset.path;
      paint();
      if (at) area.querySelector(`[data-path="${CSS.escape(at)}"] :is(input, select)`)?.focus();
    }
    changed();
  }
  paint();
  return area;
}

function control(row, values, path, update) {
  if (row.list && !row.list.is_of_lists) return list(row, values, path, update);
  if (row.record) {
    const inner = typeof values[row.name] === "object" && values[row.name] !== null ? values[row.name] : {};
    const changed = () => update(row, Object.keys(inner).length > 0 ? inner : undefined);
    return h(
      "fieldset",
      { "data-path": path },
      h("legend", {}, h("code", {}, row.name), " ", both(row.label)),
      recordForm(row.record, inner, changed, `${path}.`),
      h("p", { class: "problem", hidden: true }),
    );
  }
  return scalar(row, path, values[row.name], (value) => update(row, value));
}

function list(row, values, path, update) {
  const items = Array.isArray(values[row.name]) ? values[row.name] : [];
  const area = h("div", {});
  const changed = () => update(row, items.length > 0 ? items : undefined);
  const paint = () =>
    replace(
      area,
      items.map((item, place) =>
        h(
          "fieldset",
          { class: "item" },
          h("legend", {}, `${row.name}[${place}]`),
          row.record
            ? recordForm(row.record, item, changed, `${path}[${place}].`)
            : scalar({ ...row, list: null }, `${path}[${place}]`, item, (value) => {
                items[place] = value;
                changed();
              }),
          h(
            "button",
            {
              type: "button",
              class: "small",
              "aria-label": `${t("form.remove")} ${row.name}[${place}]`,
              on: {
                click: () => {
                  items.splice(place, 1);
                  paint();
                  changed();
                },
              },
            },
            t("form.remove"),
          ),
        ),
      ),
    );
  const add = () => {
    items.push(row.record ? {} : "");
    paint();
    changed();
  };
  paint();
  return h(
    "fieldset",
    { "data-path": path },
    h("legend", {}, h("code", {}, row.name), " ", both(row.label)),
    area,
    h("button", { type: "button", class: "small", on: { click: add } }, `${t("form.add")} ${row.name}`),
    h("p", { class: "problem", hidden: true }),
  );
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** The JSON of a content. Numbers stay as written: 10.00 stays 10.00. */
export function toJson(record, values) {
  const members = rowsOf(record, values)
    .filter((row) => values[row.name] !== undefined)
    .map((row) => `${JSON.stringify(row.name)}: ${rowJson(row, values[row.name])}`);
  const unknown = Object.keys(values).filter((name) => !record.rows.some((row) => row.name === name));
  return `{${[...members, ...unknown.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(values[name])}`)].join(", ")}}`;
}

function rowJson(row, value) {
  const plain =
    row.list && !row.list.is_of_lists
      ? `[${value.map((item) => itemJson(row, item)).join(", ")}]`
      : itemJson(row, value);
  return row.encoding === "json-text" ? JSON.stringify(plain) : plain;
}

function itemJson(row, value) {
  if (row.record) return toJson(row.record, value);
  if (row.encoding === "number" && NUMBER.test(value)) return value;
  if (row.encoding === "boolean" && (value === "true" || value === "false")) return value;
  if (row.list?.is_of_lists) return value;
  return JSON.stringify(String(value));
}

/** The form's values for a content's JSON. */
export function fromJson(record, json) {
  const values = {};
  for (const [name, value] of Object.entries(json ?? {})) {
    const row = record.rows.find((one) => one.name === name);
    values[name] = row ? fromRow(row, value) : value;
  }
  return values;
}

function fromRow(row, value) {
  const decoded = row.encoding === "json-text" && typeof value === "string" ? safely(value) : value;
  if (row.list?.is_of_lists) return JSON.stringify(decoded);
  if (row.list && Array.isArray(decoded))
    return decoded.map((item) => (row.record ? fromJson(row.record, item) : String(item)));
  if (row.record && typeof decoded === "object") return fromJson(row.record, decoded);
  return decoded === null ? undefined : String(decoded);
}

function safely(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Shows violations beside their fields. */
export function markProblems(form, violations, prefix = "") {
  for (const row of form.querySelectorAll("[data-path]")) {
    const own = violations.filter((one) => one.path === prefix + row.dataset.path);
    const problem = [...row.children].find((child) => child.classList.contains("problem"));
    const control = row.querySelector(":scope > :is(input, select, textarea), :scope > span > input");
    control?.setAttribute(
      "aria-invalid",
      own.some((one) => one.severity === "error"),
    );
    if (!problem) continue;
    problem.hidden = own.length === 0;
    problem.textContent = own.map((one) => both(one.message)).join(" ");
  }
}
