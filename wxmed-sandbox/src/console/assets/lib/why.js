// Explains why a request was not accepted: the mistake, both strings to sign, the violations, and the remedies.

import { h } from "./dom.js";
import { both, t } from "./i18n.js";
import { segment } from "./api.js";
import { areSecretsShown, MASK } from "./secrets.js";
import { sentAt } from "./sent.js";
import { compared, lines as linesOf } from "./compare.js";
import { firstDifference, long, value } from "./text.js";
import { bytesOf, textAt } from "./bodies.js";
import { wide } from "./wide.js";

function place(cause, bytes) {
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
  // Don't repeat the title.
  const more = text.startsWith(title) ? text.slice(title.length).replace(/^[;；:：\s]+/, "") : text;
  return h(
    "div",
    { class: "cause-box" },
    h("h3", {}, long(title), " ", h("code", { class: "cause" }, cause.id)),
    more ? h("p", {}, long(more)) : null,
    h("p", { class: "remedy" }, h("strong", {}, t("why.remedy")), " ", both(cause.remedy)),
    place(cause, bytes),
  );
}

function side(title, lines, note) {
  return h(
    "figure",
    { class: "string" },
    h("figcaption", {}, title),
    h("pre", { class: "block", tabIndex: 0, role: "group", "aria-label": title }, lines),
    note ? h("p", { class: "faint" }, note) : null,
  );
}

/** The right string to sign beside the one that was signed. The signatures themselves are never shown. */
function comparison({ string_to_sign: right, signed_string: signed, fields = [] }) {
  const names = fields.map((field) => field.name);
  if (!signed) {
    return right === null ? null : h("div", {}, side(t("why.right"), linesOf(right, names), t("why.unexplained")));
  }
  const at = firstDifference(right, signed.text);
  const notes = [];
  if (signed.key !== "api-key") notes.push(t(`why.key.${signed.key}`));
  if (signed.is_lower_case) notes.push(t("why.lower"));
  notes.push(t("why.digest", { digest: signed.sign_type }));
  const summary = at < 0 ? t("why.same") : t("why.differs", { count: at + 1 });
  const [ofRight, ofSigned] =
    at < 0 ? [right, signed.text].map((text) => linesOf(text, names)) : compared(right, signed.text, names);
  return h(
    "div",
    { class: "comparison" },
    h("p", {}, h("strong", {}, summary), " ", t("why.lines"), " ", t("why.masked")),
    h(
      "div",
      { class: "strings" },
      side(t("why.right"), ofRight, t("why.key.right")),
      side(t("why.signed"), ofSigned, notes.join(" ")),
    ),
  );
}

const COLUMNS = ["violation.field", "violation.rule", "violation.section", "violation.message", "violation.remedy"];
const SENT = "violation.sent";

/** The sent value. A patient's data is masked unless secrets are shown. */
function sent(fields, path, isSensitive) {
  const found = sentAt(fields, path);
  if (found === undefined) return h("span", { class: "faint" }, t("violation.sent.none"));
  return isSensitive(path) && !areSecretsShown() ? h("span", { class: "faint" }, MASK) : value(found);
}

/** The name of a field, linked to its row in the reference. */
function fieldName(path, operation) {
  const name = h("code", {}, long(path || "*", 300));
  const [field] = path.split(/[.[]/, 1);
  if (!operation?.request.rows.some((row) => row.name === field)) return name;
  const address = `#/reference/operations/${segment(operation.name)}?mark=${segment(field)}`;
  return h("a", { href: address, title: t("violation.reference") }, name);
}

/** The table of violations. `of` has the request, if there is one to show. */
export function violationsTable(violations, of = {}) {
  const { fields, operation, isSensitive = () => true } = of;
  const columns = fields ? [COLUMNS[0], SENT, ...COLUMNS.slice(1)] : COLUMNS;
  const rows = violations
    .slice(0, 500)
    .map((one) =>
      h(
        "tr",
        { class: one.severity },
        h("th", { scope: "row" }, fieldName(one.path, operation), h("div", { class: "faint" }, both(one.label))),
        fields ? h("td", {}, sent(fields, one.path, isSensitive)) : null,
        h(
          "td",
          {},
          h("code", {}, one.rule),
          h("div", {}, h("span", { class: `badge ${one.severity}` }, t(`severity.${one.severity}`))),
        ),
        h("td", {}, one.section || "–"),
        h("td", {}, value(both(one.message))),
        h("td", {}, both(one.remedy)),
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
    isOfSignature ? comparison(one) : null,
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
