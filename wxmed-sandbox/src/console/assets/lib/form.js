// Forms generated from tables, for the fields of a request and for the objects and lists of a content.

import { h, replace, uniqueId } from "./dom.js";
import { formatName } from "./format.js";
import { both, t } from "./i18n.js";
import { rowsOf } from "./fields.js";

// The number of list items shown at first, and after each “Show more”.
const ITEMS = 50;

function input(row, id, { value, isNull }, changed) {
  const properties = { id, autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-about ${id}-problem` };
  const unknown = (known) => (value && !known.includes(value) ? [h("option", { value, selected: true }, value)] : []);
  if (row.codes && !row.codes.is_open) {
    const options = row.codes.values.map((one) =>
      h("option", { value: one.code, selected: one.code === value }, `${one.code} ${both(one.label)}`),
    );
    return h(
      "select",
      { ...properties, on: { change: (event) => changed(event.target.value) } },
      h("option", { value: "" }, "–"),
      options,
      unknown(row.codes.values.map((one) => one.code)),
    );
  }
  if (row.type === "boolean") {
    return h(
      "select",
      { ...properties, on: { change: (event) => changed(event.target.value) } },
      ["", "true", "false"].map((one) => h("option", { value: one, selected: one === value }, one || "–")),
      unknown(["true", "false"]),
    );
  }
  const on = { input: (event) => changed(event.target.value) };
  const filled = { ...properties, value: value ?? "", placeholder: isNull ? "null" : undefined, on };
  // A single-line input would remove line breaks from its value.
  if (row.format === "content" || row.list?.is_of_lists || /[\r\n]/.test(value))
    return h("textarea", { ...filled, rows: 5, class: "mono" });
  if (!row.codes) return h("input", filled);
  const known = h(
    "datalist",
    { id: `${id}-known` },
    row.codes.values.map((one) => h("option", { value: one.code }, both(one.label))),
  );
  return h("span", {}, h("input", { ...filled, list: known.id }), known);
}

function hint(row) {
  const parts = [row.notation];
  if (!["text", row.type].includes(row.format)) parts.push(formatName(row.format));
  if (row.presence === "choice") parts.push(t("presence.choice"));
  if (row.note) parts.push(both(row.note));
  return parts.filter(Boolean).join(" · ");
}

function scalar(row, path, known, changed) {
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
    input(row, id, known, changed),
    h("p", { class: "faint", id: `${id}-about` }, hint(row)),
    h("p", { class: "problem", id: `${id}-problem`, hidden: true }),
  );
}

/** The position of the focus in a form, to restore it after a repaint. */
function whereabouts(area) {
  const { activeElement: focused } = document;
  const path = area.contains(focused) ? focused.closest("[data-path]")?.dataset.path : undefined;
  const [start, end] = [focused?.selectionStart, focused?.selectionEnd];
  return () => {
    if (path === undefined) return;
    const control = area.querySelector(`[data-path="${CSS.escape(path)}"] :is(input, select, textarea)`);
    control?.focus();
    if (typeof start === "number") control?.setSelectionRange?.(start, end);
  };
}

/**
 * A form for one record. `fields` holds the values. `changed` is called after each change. `below` returns what comes
 * below the field of a row, if anything.
 */
export function recordForm(record, fields, changed, prefix = "", below = () => null) {
  const area = h("div", { class: "record-form" });
  let shown = [];
  const paint = () => {
    shown = rowsOf(record, fields.text);
    replace(
      area,
      shown.map((row) => [control(row, fields, `${prefix}${row.name}`, () => update(row)), below(row)]),
    );
  };
  function update(row) {
    if (row.name === record.tag?.field) {
      fields.enterCase();
      const rows = rowsOf(record, fields.text);
      if (rows.length !== shown.length || rows.some((one, index) => one !== shown[index])) {
        const goBack = whereabouts(area);
        paint();
        goBack();
      }
    }
    changed();
  }
  paint();
  return area;
}

function control(row, fields, path, changed) {
  if (row.list && !row.list.is_of_lists) return list(row, fields.list(row), path, changed);
  if (row.record)
    return h(
      "fieldset",
      { "data-path": path },
      h("legend", {}, h("code", {}, row.name), " ", both(row.label)),
      recordForm(row.record, fields.record(row), changed, `${path}.`),
      h("p", { class: "problem", hidden: true }),
    );
  const known = { value: fields.text(row.name), isNull: fields.isNull(row.name) };
  const isKeptEmpty = fields.isKeptEmpty(row);
  const set = (value) => {
    fields.setText(row, value === "" && !isKeptEmpty ? undefined : value);
    leaveEmpty.hidden = true;
    changed();
  };
  // An empty control doesn't tell whether such a field is empty or missing.
  const leaveEmpty = leaveEmptyButton(row, row.presence === "present" && known.value === undefined, () => set(""));
  const element = scalar(row, path, known, set);
  if (!leaveEmpty.hidden) element.append(h("p", {}, leaveEmpty));
  return element;
}

function leaveEmptyButton(row, isOffered, leave) {
  return h(
    "button",
    {
      type: "button",
      class: "small",
      hidden: !isOffered,
      "data-action": "leave-empty",
      "aria-label": `${t("form.leave.empty")} ${row.name}`,
      on: { click: leave },
    },
    t("form.leave.empty"),
  );
}

function list(row, items, path, changed) {
  const area = h("div", {});
  let limit = ITEMS;
  const leaveEmpty = leaveEmptyButton(row, row.presence === "present" && items.isAbsent(), () => {
    items.leaveEmpty();
    leaveEmpty.hidden = true;
    changed();
  });
  const change = (call) => {
    call();
    leaveEmpty.hidden = true;
    paint();
    changed();
  };
  const item = (index) =>
    h(
      "fieldset",
      { class: "item" },
      h("legend", {}, `${row.name}[${index}]`),
      row.record
        ? recordForm(row.record, items.record(index), changed, `${path}[${index}].`)
        : scalar({ ...row, list: null }, `${path}[${index}]`, { value: items.text(index) }, (value) => {
            items.setText(index, value);
            changed();
          }),
      h(
        "button",
        {
          type: "button",
          class: "small",
          "aria-label": `${t("form.remove")} ${row.name}[${index}]`,
          on: { click: () => change(() => items.remove(index)) },
        },
        t("form.remove"),
      ),
    );
  const more = () => {
    limit += ITEMS;
    paint();
  };
  const paint = () => {
    const count = items.count();
    const text = t("form.more", { count: count - limit });
    replace(
      area,
      Array.from({ length: Math.min(count, limit) }, (_, index) => item(index)),
      count > limit && h("p", {}, h("button", { type: "button", class: "small", on: { click: more } }, text)),
    );
  };
  const add = () =>
    change(() => {
      items.add();
      limit = Math.max(limit, items.count());
    });
  paint();
  return h(
    "fieldset",
    { "data-path": path },
    h("legend", {}, h("code", {}, row.name), " ", both(row.label)),
    area,
    h("button", { type: "button", class: "small", on: { click: add } }, `${t("form.add")} ${row.name}`),
    leaveEmpty,
    h("p", { class: "problem", hidden: true }),
  );
}

/** Shows the violations beside their fields, except those of a content that is filled in inside the form. */
export function markProblems(form, violations, prefix = "") {
  const picker = form.closest(".content-picker");
  for (const row of form.querySelectorAll("[data-path]")) {
    if (row.closest(".content-picker") !== picker) continue;
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
