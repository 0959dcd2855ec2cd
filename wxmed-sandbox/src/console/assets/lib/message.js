// A template message as the patient sees it in WeChat, beside its template.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { value } from "./text.js";

const PLACE = /\{\{\s*([\w.]+?)(?:\.DATA)?\s*\}\}/g;

/** A line of the template, with its placeholders filled in. */
function line(text, fill) {
  const nodes = [];
  let begin = 0;
  for (const { 0: whole, 1: name, index } of text.matchAll(PLACE)) {
    nodes.push(text.slice(begin, index), fill(name));
    begin = index + whole.length;
  }
  nodes.push(text.slice(begin));
  return h("p", {}, nodes);
}

function find(entry, templates) {
  const set = templates.find((one) => one.operation === entry.operation);
  return set?.templates.find((one) => one.value === entry.values[set.tag]);
}

/**
 * A value that the platform fills in and that the request or its order contains, such as the number of the order. The
 * specs don't name the field, so it is the one with the same label.
 */
function known(keyword, sources) {
  for (const { values, rows } of sources) {
    const isSame = ({ name, label }) => values[name] !== undefined && label.zh.endsWith(keyword.platform.zh);
    const found = values[keyword.name] ?? values[rows.find(isSame)?.name];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A sample value from the document, marked as such. */
function sample(text) {
  return [
    h("small", { class: "sample", title: t("message.platform") }, t("message.sample")),
    " ",
    h("span", { class: "made-up", title: t("message.platform") }, text),
  ];
}

/** The card, and the template's lines. Values that only the platform knows come from its sample. */
export function message(entry, { templates, operations }) {
  const template = find(entry, templates);
  const rowsOf = (operation) => operations.find((one) => one.name === operation)?.request.rows ?? [];
  const sources = [{ values: entry.values, rows: rowsOf(entry.operation) }];
  if (entry.order) sources.push({ values: entry.order.order_values, rows: rowsOf(entry.order.ordered_by) });
  let hasSamples = false;
  if (!template) return h("p", { class: "faint" }, t("message.unknown"));
  const keyword = (name) => template.keywords.find((one) => one.name === name);
  const filled = (name) => {
    const found = keyword(name);
    const own = found?.field ? entry.values[found.field] : undefined;
    if (own !== undefined) return value(own);
    if (!found?.platform) return h("span", { class: "missing", title: t("message.missing") }, "–");
    const filled = known(found, sources);
    if (filled !== undefined) return value(filled);
    hasSamples = true;
    return sample(found.sample);
  };
  const card = h(
    "div",
    { class: "wechat", "aria-label": t("message.seen"), role: "group" },
    h("p", { class: "wechat-title" }, template.title),
    template.lines.map((text) => line(text, filled)),
    entry.values.redirect_url || entry.values.mini_path ? h("p", { class: "wechat-more" }, t("message.details")) : null,
  );
  const source = h(
    "div",
    { class: "template", "aria-label": t("message.template"), role: "group" },
    h("p", { class: "faint" }, t("message.template"), " ", template.value, " · ", template.section),
    template.lines.map((text) => line(text, (name) => h("code", {}, `{{${name}}}`))),
  );
  const note = hasSamples ? h("p", { class: "faint samples-note" }, t("message.samples")) : null;
  return h("div", {}, h("div", { class: "message-pair" }, card, source), note);
}
