// Explains why a request was not accepted: the mistake, both strings to sign, the violations, and the remedies.

import { h } from "./dom.js";
import { both, t } from "./i18n.js";
import { segment } from "./api.js";
import { areSecretsShown, MASK } from "./secrets.js";
import { sentAt } from "./sent.js";
import { lines as linesOf } from "./compare.js";
import { beside, side } from "./comparison.js";
import { ownString } from "./own_string.js";
import { mentions } from "./mentions.js";
import { long, value } from "./text.js";
import { bytesOf, textAt } from "./bodies.js";
import { wide } from "./wide.js";

function position(cause, bytes) {
  if (!cause.at) return null;
  const { field, offset } = cause.at;
  const where = [field ? t("why.field", { field }) : "", offset === null ? "" : t("why.byte", { offset })]
    .filter(Boolean)
    .join(" · ");
  const near = offset !== null && bytes ? textAt(bytes, offset) : "";
  return h("p", { class: "faint" }, long(where, 300), near ? [": ", h("code", {}, long(near))] : null);
}

function causeBox(cause, bytes) {
  const [title, text] = [both(cause.title), both(cause)];
  // Don't repeat the title. What is left may begin with the error code.
  const rest = text.startsWith(title) ? text.slice(title.length) : text;
  const [code = ""] = rest === text ? [] : (/^\s*[（(][\w-]+[）)]/.exec(rest) ?? []);
  const more = rest.slice(code.length).replace(/^[;；:：\s]+/, "");
  return h(
    "div",
    { class: "cause-box" },
    h("h3", {}, long(title + code), " ", h("code", { class: "cause" }, cause.id)),
    more ? h("p", {}, mentions(more)) : null,
    h("p", { class: "remedy" }, h("strong", {}, t("why.remedy")), " ", mentions(both(cause.remedy))),
    position(cause, bytes),
  );
}

/** The right string to sign beside the one that was signed. The signatures themselves are never shown. */
function comparison({ string_to_sign: right, signed_string: signed, fields = [] }, { operation, view }) {
  const names = fields.map((field) => field.name);
  if (!signed) {
    if (right === null) return null;
    const known = [...names, ...(operation?.request.rows ?? []).map((row) => row.name)];
    const alone = side(t("why.right"), linesOf(right, names), t("why.unexplained"));
    return h("div", {}, alone, ownString({ right, names: known, view, alone, title: t("why.right") }));
  }
  const notes = [];
  if (signed.key !== "api-key") notes.push(t(`why.key.${signed.key}`));
  if (signed.is_lower_case) notes.push(t("why.lower"));
  notes.push(t("why.digest", { digest: signed.sign_type }));
  // A value that was changed after signing is not what should be signed.
  const isLater = signed.is_changed_later;
  return beside(
    {
      title: t(isLater ? "why.received" : "why.right"),
      text: right,
      note: signed.key === "api-key" ? "" : t("why.key.right"),
    },
    { title: t("why.signed"), text: signed.text, note: notes.join(" ") },
    {
      names,
      same: t("why.same"),
      about: [isLater ? t("why.later") : "", t("why.lines"), t("why.masked")],
      onlyLeft: isLater ? "why.only.received" : "why.only.right",
    },
  );
}

const FIELD = "violation.field";
const SENT = "violation.sent";
const COLUMNS = ["violation.message", "violation.remedy", "violation.rule", "violation.source"];

/** The sent value. A patient's data is masked unless secrets are shown. */
function sent(fields, path, isSensitive) {
  const found = sentAt(fields, path);
  if (found === undefined) return h("span", { class: "faint" }, t("violation.sent.none"));
  return isSensitive(path) && !areSecretsShown() ? h("span", { class: "faint" }, MASK) : value(found);
}

/** The rows on a path through the records of a table; `undefined` if it doesn't have the path. */
function rowAt(record, [name, ...rest]) {
  const found = record?.rows.filter((row) => row.name === name) ?? [];
  return rest.length === 0 ? found[0] : found.map((row) => rowAt(row.record, rest)).find(Boolean);
}

/** The content that has a row at this path. Violations name the source of the content that they were found by. */
function contentOf({ path, source }, contents) {
  const names = path.replace(/\[\d+\]/g, "").split(".").slice(1);
  if (names.length === 0) return null;
  const having = contents.filter((one) => !one.is_received && rowAt(one.record, names));
  const isNamed = (one) => one.provenance !== null && both(one.provenance.source) === both(source);
  return having.find(isNamed) ?? having[0] ?? null;
}

/** The name of a field, linked to its row in the reference. */
function fieldName(violation, { operation, contents = [] }) {
  const { path } = violation;
  const name = h("code", {}, long(path || "*", 300));
  const link = (kind, entry, row) =>
    h(
      "a",
      { href: `#/reference/${kind}/${segment(entry)}?mark=${segment(row)}`, title: t("violation.reference") },
      name,
    );
  const [field] = path.split(/[.[]/, 1);
  if (!operation?.request.rows.some((row) => row.name === field)) return name;
  const content = contentOf(violation, contents);
  return content
    ? link("contents", content.name, path.replace(/\[\d+\]/g, "").split(".").pop())
    : link("operations", operation.name, field);
}

/** The table of violations. `of` has the request, if there is one to show. */
export function violationsTable(violations, of = {}) {
  const { fields, isSensitive = () => true } = of;
  const columns = [FIELD, ...(fields ? [SENT] : []), ...COLUMNS];
  const rows = violations
    .slice(0, 500)
    .map((one) =>
      h(
        "tr",
        { class: one.severity },
        h("th", { scope: "row" }, fieldName(one, of), h("div", { class: "faint" }, both(one.label))),
        fields ? h("td", {}, sent(fields, one.path, isSensitive)) : null,
        h("td", { class: "problem" }, value(both(one.problem))),
        h("td", {}, both(one.remedy)),
        h(
          "td",
          {},
          h("code", {}, one.rule),
          h("div", {}, h("span", { class: `badge ${one.severity}` }, t(`severity.${one.severity}`))),
        ),
        h("td", { class: "faint" }, both(one.source) || one.section || "–"),
      ),
    );
  const more = violations.length - rows.length;
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      columns.map((key) => h("th", { scope: "col" }, t(key))),
    ),
  );
  return wide(
    h("table", { class: "data violations stacked", "aria-label": t("violations") }, head, h("tbody", {}, rows)),
    more > 0 ? h("p", { class: "faint" }, t("violations.more", { count: more })) : null,
  );
}

/** The causes of a diagnosis, with the comparison of the signed strings and the violations. */
export function diagnosisParts(one, bytes, of = {}) {
  const causes = one.diagnosis ? [one.diagnosis, ...one.diagnosis.also] : [];
  const isOfSignature = one.signed_string !== null || causes.some((cause) => cause.id === "foreign-key-or-value");
  // Causes that are violations are already in the table.
  const isListed = ({ id, at }) => one.violations.some(({ rule, path }) => rule === id && path === (at?.field ?? ""));
  const shown = causes.filter((cause) => !isListed(cause));
  return [
    shown.map((cause) => causeBox(cause, bytes)),
    isOfSignature ? comparison(one, of) : null,
    one.violations.length > 0 ? violationsTable(one.violations, of) : null,
  ];
}

function outcomeText(one) {
  if (one.outcome === "success" && one.violations.length > 0) return t("why.warnings");
  // A request that isn't for an operation has no signature.
  if (one.outcome === "success") return t(one.string_to_sign === null ? "why.success.unsigned" : "why.success");
  return `${t(`why.${one.outcome}`)}`;
}

/** The effect of a fault. The request itself is not the cause. */
function faultBox({ title, effect, advice }) {
  return h(
    "div",
    { class: "cause-box fault-box" },
    h("h3", {}, both(title)),
    h("p", {}, both(effect)),
    h("p", { class: "remedy" }, h("strong", {}, t("why.advice")), " ", both(advice)),
  );
}

/** The first section on the page of an exchange. */
export function why(one, of) {
  const isGood = one.outcome === "success" && !one.fault;
  const isOfFault = one.fault && !one.diagnosis;
  const parts = diagnosisParts(one, bytesOf(one.request), { ...of, fields: one.fields });
  const isExplained = one.diagnosis !== null || one.violations.length > 0;
  const issued = one.issued.map((item) =>
    h("p", {}, t("why.issued", { name: item.name }), " ", h("code", {}, item.value)),
  );
  return h(
    "section",
    { class: `why ${isGood ? "good" : "bad"}`, "aria-labelledby": "why" },
    h("h2", { id: "why" }, t(isOfFault ? "why.title.fault" : isGood ? "why.title.good" : "why.title")),
    one.fault ? faultBox(one.fault) : null,
    one.fault || (isExplained && !isGood) ? null : h("p", {}, outcomeText(one)),
    parts,
    issued,
  );
}
