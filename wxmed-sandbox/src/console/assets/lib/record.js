// The rows of a table, as the document lists them.

import { h } from "./dom.js";
import { formatName } from "./format.js";
import { both, t } from "./i18n.js";
import { wide } from "./wide.js";

function type(row) {
  const parts = [h("code", {}, row.notation || row.type)];
  if (row.list) parts.push(" ", t("record.list", { min: row.list.min, max: row.list.max ?? "∞" }));
  if (!["text", row.type].includes(row.format)) parts.push(" ", h("span", { class: "format" }, formatName(row.format)));
  return parts;
}

function about(row) {
  const parts = [both(row.label)];
  if (row.note) parts.push(h("div", { class: "faint" }, both(row.note)));
  const when = Object.entries(row.when)
    .map(([name, text]) => `${name} = ${text}`)
    .join(", ");
  if (when) parts.push(h("div", { class: "faint" }, t("record.when", { when })));
  if (row.codes) parts.push(codes(row.codes));
  if (row.provenance)
    parts.push(
      h(
        "div",
        { class: "faint" },
        h(
          "span",
          { class: `badge confidence-${row.provenance.confidence}` },
          t(`confidence.${row.provenance.confidence}`),
        ),
        " ",
        both(row.provenance.source),
      ),
    );
  return parts;
}

function codes(table) {
  const shown = table.values
    .slice(0, 6)
    .map((one) => `${one.code} ${both(one.label)}`)
    .join(" · ");
  return h(
    "div",
    { class: "faint" },
    shown,
    table.values.length > 6 ? ` … (${table.values.length})` : "",
    table.is_open ? ` ${t("reference.open.yes")}` : "",
  );
}

const BADGES = { required: "warning", choice: "warning", present: "", optional: "" };

function rows(record, depth) {
  return record.rows.flatMap((row) => [
    h(
      "tr",
      {},
      h("th", { scope: "row", class: `depth-${Math.min(depth, 4)}` }, h("code", {}, row.name)),
      h("td", {}, type(row)),
      h(
        "td",
        {},
        h("span", { class: `badge ${BADGES[row.presence]}` }, t(`presence.${row.presence}`)),
        row.is_sensitive ? h("span", { class: "badge" }, t("record.sensitive")) : "",
      ),
      h("td", {}, about(row)),
      h("td", {}, row.section || "–"),
    ),
    ...(row.record ? rows(row.record, depth + 1) : []),
  ]);
}

export function recordTable(record, label) {
  const head = ["field.name", "record.type", "record.presence", "field.label", "violation.section"].map((key) =>
    h("th", { scope: "col" }, t(key)),
  );
  const choices = record.choices.map((choice) =>
    h(
      "p",
      { class: "faint" },
      t("record.choice"),
      " ",
      both(choice.title),
      ": ",
      choice.groups.map((group) => group.fields.join(" + ")).join(" | "),
    ),
  );
  return [
    wide(
      h(
        "table",
        { class: "data record stacked", "aria-label": label },
        h("thead", {}, h("tr", {}, head)),
        h("tbody", {}, rows(record, 0)),
      ),
    ),
    choices,
  ];
}

/** The rules of a record and of those inside it, each with the path to its record. */
function rulesOf(record, path = "") {
  const own = record.rules.map((rule) => ({ rule, path }));
  const inner = record.rows.filter((row) => row.record);
  const pathTo = (row) => `${path && `${path}.`}${row.name}${row.list ? "[]" : ""}`;
  return own.concat(inner.flatMap((row) => rulesOf(row.record, pathTo(row))));
}

/** The rules of a record, and others that concern it as a whole. */
export function rulesTable(record, others = []) {
  const rules = rulesOf(record).concat(others.map((rule) => ({ rule, path: "" })));
  if (rules.length === 0) return null;
  const head = ["violation.rule", "record.check", "violation.message"].map((key) => h("th", { scope: "col" }, t(key)));
  const shown = rules.map(({ rule, path }) =>
    h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        h("code", {}, rule.id),
        path ? h("div", { class: "faint" }, h("code", {}, path)) : "",
        h("div", {}, h("span", { class: `badge ${rule.severity}` }, t(`severity.${rule.severity}`))),
      ),
      h("td", {}, h("code", {}, rule.check)),
      h("td", {}, both(rule.message)),
    ),
  );
  return [
    h("h2", { class: "part" }, t("record.rules")),
    wide(
      h(
        "table",
        { class: "data stacked", "aria-label": t("record.rules") },
        h("thead", {}, h("tr", {}, head)),
        h("tbody", {}, shown),
      ),
    ),
  ];
}
