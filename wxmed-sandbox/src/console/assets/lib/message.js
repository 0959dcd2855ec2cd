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

/** A value that the platform fills in and that the request contains, such as the number of the order. */
function known(keyword, values, rows) {
  const isSame = ({ name, label }) => values[name] !== undefined && label.zh.endsWith(keyword.platform.zh);
  return values[keyword.name] ?? values[rows.find(isSame)?.name];
}

/** A sample value from the document, marked as such. */
function sample(text) {
  return [
    h("span", { class: "made-up", title: t("message.platform") }, text),
    " ",
    h("small", { class: "sample" }, t("message.sample")),
  ];
}

/** The card, and the template's lines. Values that only the platform knows come from its sample. */
export function message(entry, { templates, operations }) {
  const template = find(entry, templates);
  const rows = operations.find((one) => one.name === entry.operation)?.request.rows ?? [];
  if (!template) return h("p", { class: "faint" }, t("message.unknown"));
  const keyword = (name) => template.keywords.find((one) => one.name === name);
  const filled = (name) => {
    const found = keyword(name);
    const own = found?.field ? entry.values[found.field] : undefined;
    if (own !== undefined) return value(own);
    if (!found?.platform) return h("span", { class: "missing", title: t("message.missing") }, "–");
    const filled = known(found, entry.values, rows);
    return filled === undefined ? sample(found.sample) : value(filled);
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
  return h("div", { class: "message-pair" }, card, source);
}
