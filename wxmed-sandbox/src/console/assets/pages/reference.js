// The searchable reference of the specs.

import { debounced, h, replace } from "../lib/dom.js";
import { both, t } from "../lib/i18n.js";
import { constant } from "../lib/store.js";
import { whole } from "../lib/format.js";
import { block } from "../lib/text.js";
import { recordTable, rulesTable } from "../lib/record.js";
import { wide } from "../lib/wide.js";

const KINDS = ["operations", "token_endpoints", "notifications", "contents", "codes", "errors", "errata", "known"];
let written = "";

const confidence = (name) => h("span", { class: `badge confidence-${name}` }, t(`confidence.${name}`));

function provenance(one) {
  if (!one) return null;
  return h("p", { class: "faint" }, confidence(one.confidence), " ", both(one.source));
}

/** When to retry after an error. If its outcome is unknown, that depends on the operation. */
function retry({ outcome, retry: when, refreshes_token: needsToken }, operation) {
  if (needsToken) return t("error.token");
  if (when !== "later" || outcome !== "unknown") return t(`error.retry.${when}`);
  if (!operation) return t("error.retry.by-operation");
  return t(operation.retry === "safe" ? "error.retry.later" : "error.retry.confirmed");
}

/** `operation` is the one whose errors these are; without it, they are those of several. */
function errorsTable(errors, operation) {
  if (errors.length === 0) return null;
  const rows = errors.map((one) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("code", {}, one.code)),
      h("td", {}, both(one.meaning), provenance(one.provenance)),
      h("td", {}, both(one.remedy)),
      h("td", {}, t(`error.outcome.${one.outcome}`)),
      h("td", { class: "retry" }, retry(one, operation)),
    ),
  );
  const head = ["error.code", "error.meaning", "violation.remedy", "error.outcome", "error.retry"].map((key) =>
    h("th", { scope: "col" }, t(key)),
  );
  return [
    h("h2", { class: "part" }, t("reference.errors")),
    wide(
      h(
        "table",
        { class: "data stacked", "aria-label": t("reference.errors") },
        h("thead", {}, h("tr", {}, head)),
        h("tbody", {}, rows),
      ),
    ),
  ];
}

/** The parameters of an endpoint for tokens, or the members of its response. */
function membersTable(members, label) {
  const rows = members.map((one) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("code", {}, one.name)),
      h("td", {}, h("code", {}, one.type)),
      h(
        "td",
        {},
        h(
          "span",
          { class: `badge ${one.is_required ? "warning" : ""}` },
          t(`presence.${one.is_required ? "required" : "optional"}`),
        ),
      ),
      h("td", {}, both(one.label)),
    ),
  );
  const head = ["field.name", "record.type", "record.presence", "field.label"].map((key) =>
    h("th", { scope: "col" }, t(key)),
  );
  return [
    h("h2", {}, label),
    wide(
      h(
        "table",
        { class: "data record stacked", "aria-label": label },
        h("thead", {}, h("tr", {}, head)),
        h("tbody", {}, rows),
      ),
    ),
  ];
}

function examples(list) {
  if (list.length === 0) return null;
  const shown = list.map((one) =>
    h(
      "details",
      {},
      h(
        "summary",
        {},
        both(one.title),
        " ",
        h(
          "span",
          { class: `badge ${one.breaks.length ? "error" : "success"}` },
          one.breaks.length ? one.breaks.join(", ") : t("reference.valid"),
        ),
      ),
      block(one.json ?? one.fields.map(([name, text]) => `${name} = ${text}`).join("\n"), both(one.title)),
    ),
  );
  return [h("h2", { class: "part" }, t("reference.examples")), shown];
}

function facts(pairs) {
  return h(
    "dl",
    { class: "facts" },
    pairs.filter(([, shown]) => shown).map(([key, shown]) => h("div", {}, h("dt", {}, t(key)), h("dd", {}, shown))),
  );
}

const DETAILS = {
  operations: (one) => [
    one.about ? h("p", {}, both(one.about)) : null,
    provenance(one.provenance),
    facts([
      ["reference.path", h("code", {}, `POST ${one.path}`)],
      ["violation.section", one.section],
      ["reference.retry", t(`reference.retry.${one.retry}`)],
      ["reference.signing", t(`reference.signing.${one.response_signing}`)],
      ["reference.needs", one.needs.map((what) => t(`resource.${what}`)).join(", ")],
      ["reference.creates", one.creates.map((what) => t(`resource.${what}`)).join(", ")],
    ]),
    h(
      "p",
      { class: "actions" },
      h("a", { class: "button", href: `#/try/${encodeURIComponent(one.name)}` }, t("nav.try")),
    ),
    h("h2", { class: "part" }, t("exchange.request")),
    recordTable(one.request, t("exchange.request")),
    rulesTable(one.request),
    h("h2", { class: "part" }, t("exchange.response")),
    recordTable(one.response, t("exchange.response")),
    errorsTable(one.errors, one),
    examples(one.examples),
  ],
  token_endpoints: (one) => [
    h("p", {}, both(one.about)),
    provenance(one.provenance),
    facts([["reference.path", h("code", {}, `${one.method} ${one.path}`)]]),
    membersTable(one.parameters, t(`reference.parameters.${one.parameters_in}`)),
    block(one.example, t("reference.examples")),
    membersTable(one.response, t("reference.token.response")),
    h("p", { class: "faint" }, t("reference.token.failure")),
    h("h2", {}, t("reference.limits")),
    h(
      "ul",
      { class: "limits" },
      one.limits.map((limit) => h("li", {}, both(limit))),
    ),
    errorsTable(one.errors),
  ],
  notifications: (one) => [
    one.about ? h("p", {}, both(one.about)) : null,
    provenance(one.provenance),
    h("h2", { class: "part" }, t("reference.sent")),
    recordTable(one.request, t("reference.sent")),
    h("h2", { class: "part" }, t("reference.answered")),
    recordTable(one.response, t("reference.answered")),
  ],
  contents: (one) => [
    provenance(one.provenance),
    facts([
      ["violation.section", one.section],
      ["reference.wrapped", one.wrapped_in ? h("code", {}, one.wrapped_in) : ""],
      ["reference.direction", t(one.is_received ? "reference.direction.received" : "reference.direction.sent")],
    ]),
    one.is_received
      ? null
      : h(
          "p",
          { class: "actions" },
          h("a", { class: "button", href: `#/try/content/${encodeURIComponent(one.name)}` }, t("nav.try")),
        ),
    recordTable(one.record, both(one.title)),
    rulesTable(one.record, one.bindings),
    examples(one.examples),
  ],
  codes: (one) => [
    facts([
      ["violation.section", one.section],
      ["reference.owner", one.owner ? h("code", {}, one.owner) : t("reference.shared")],
      ["reference.open", t(one.is_open ? "reference.open.yes" : "reference.open.no")],
    ]),
    provenance(one.provenance),
    wide(
      h(
        "table",
        { class: "data", "aria-label": both(one.title) },
        h(
          "tbody",
          {},
          one.values.map((code) =>
            h("tr", {}, h("th", { scope: "row" }, h("code", {}, code.code)), h("td", {}, both(code.label))),
          ),
        ),
      ),
    ),
  ],
  errors: (one) => [provenance(one.provenance), errorsTable(one.errors)],
  errata: (one) => [
    facts([
      ["reference.target", h("code", {}, one.target)],
      ["reference.change", one.change ? h("code", {}, one.change) : ""],
      ["reference.state", t(`erratum.${one.state}`)],
      ["reference.confidence", confidence(one.confidence)],
    ]),
    h("p", {}, both(one.why)),
    h("p", { class: "faint" }, t("reference.evidence"), " ", both(one.evidence)),
  ],
  known: (one) =>
    one.entries.map((entry) => [
      h("h2", { class: "part" }, both(entry.title), " ", confidence(entry.confidence)),
      h("p", {}, both(entry.facts)),
      h("p", { class: "faint" }, both(entry.why)),
      provenance(entry.provenance),
    ]),
};

const nameOf = (kind, one) => (kind === "errata" ? one.id : one.owner ? `${one.owner}/${one.name}` : one.name);
const titleOf = (one) => (one.title ? both(one.title) : both(one.why));

/** All entries, with their searchable text. */
function entries(reference) {
  return KINDS.flatMap((kind) =>
    reference[kind].map((one) => ({ kind, one, name: nameOf(kind, one), text: JSON.stringify(one).toLowerCase() })),
  );
}

function list(all, chosen) {
  const terms = written.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter((entry) => terms.every((term) => entry.text.includes(term)));
  if (found.length === 0) return h("p", { class: "faint" }, t("reference.none"));
  const link = (entry) =>
    h(
      "a",
      {
        href: `#/reference/${entry.kind}/${encodeURIComponent(entry.name)}`,
        "aria-current": entry === chosen ? "page" : undefined,
      },
      h("code", {}, entry.name),
      " ",
      titleOf(entry.one),
    );
  return KINDS.map((kind) => [kind, found.filter((entry) => entry.kind === kind)])
    .filter(([, own]) => own.length > 0)
    .map(([kind, own]) => {
      const title = h("h2", {}, t(`reference.${kind}`));
      const entries = h(
        "ul",
        {},
        own.map((entry) => h("li", {}, link(entry))),
      );
      if (kind !== "errata") return [title, entries];
      // Collapsed, because there are many with long titles, and they are rarely needed.
      const isOpen = terms.length > 0 || chosen?.kind === kind;
      return h("details", { open: isOpen }, h("summary", {}, title, ` (${whole(own.length)})`), entries);
    });
}

/** Marks the rows that the search or the address names, and scrolls to the first one. */
function markHits(article, wanted) {
  const names = new Set(wanted.map((term) => term.toLowerCase()));
  const rows = [...article.querySelectorAll("tbody tr")].filter((row) =>
    names.has(row.querySelector("th code")?.textContent.toLowerCase()),
  );
  rows.forEach((row) => row.classList.add("hit"));
  // After the page has been scrolled to its top.
  if (rows.length > 0) requestAnimationFrame(() => rows[0].scrollIntoView({ block: "center" }));
}

/** The overview, shown while no entry is chosen. */
function overview(all) {
  const count = (kind) => all.filter((entry) => entry.kind === kind).length;
  const kinds = KINDS.filter((kind) => count(kind) > 0).map((kind) =>
    h("div", {}, h("dt", {}, t(`reference.${kind}`)), h("dd", {}, whole(count(kind)))),
  );
  const levels = ["high", "medium", "low"].map((level) =>
    h("div", {}, h("dt", {}, confidence(level)), h("dd", {}, t(`confidence.${level}.about`))),
  );
  return h(
    "article",
    { class: "overview" },
    h("h1", {}, t("nav.reference")),
    h("p", { class: "lead" }, t("reference.about")),
    h("dl", { class: "facts" }, kinds),
    h("dl", { class: "levels" }, levels),
  );
}

export async function show(content, { parts: [kind, name], query }) {
  const all = entries(await constant("/reference"));
  const chosen = all.find((entry) => entry.kind === kind && entry.name === name);
  const results = h("nav", { class: "results", "aria-label": t("reference.entries") }, list(all, chosen));
  const later = debounced(100, () => replace(results, list(all, chosen)));
  const search = h("input", {
    type: "search",
    value: written,
    placeholder: t("reference.search.hint"),
    on: {
      input: () => {
        written = search.value;
        later();
      },
    },
  });
  const detail = chosen
    ? h(
        "article",
        {},
        h("h1", {}, chosen.kind === "errata" ? chosen.name : titleOf(chosen.one)),
        chosen.kind === "errata" ? null : h("p", { class: "mono faint" }, chosen.name),
        DETAILS[chosen.kind](chosen.one),
      )
    : overview(all);
  content.append(
    h(
      "div",
      { class: `reference ${chosen ? "has-detail" : ""}` },
      h(
        "div",
        { class: "side" },
        chosen ? h("a", { class: "button small narrow-only", href: "#/reference" }, t("reference.back")) : null,
        h("label", { class: "field" }, h("span", {}, t("exchanges.search")), search),
        results,
      ),
      detail,
    ),
  );
  if (chosen) markHits(detail, [query.get("mark") ?? "", ...written.split(/\s+/)].filter(Boolean));
  return () => {
    later.cancel();
    // The search is for this page: it would hide what a link of another page leads to.
    if (!/^#\/?reference\b/.test(location.hash)) written = "";
  };
}
