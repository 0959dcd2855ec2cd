// A template message as the patient sees it in WeChat, beside the template that it is made from.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { value } from "./text.js";

const PLACE = /\{\{\s*([\w.]+?)(?:\.DATA)?\s*\}\}/g;

/** One line: what is fixed, and what is filled in. */
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

/** The card, and the template's own lines. What the platform fills in is from its sample. */
export function message(entry, templates) {
  const template = find(entry, templates);
  if (!template) return h("p", { class: "faint" }, t("message.unknown"));
  const keyword = (name) => template.keywords.find((one) => one.name === name);
  const filled = (name) => {
    const known = keyword(name);
    const own = known?.field ? entry.values[known.field] : undefined;
    if (own !== undefined) return value(own);
    return h(
      "span",
      {
        class: known?.platform ? "made-up" : "missing",
        title: known?.platform ? t("message.platform") : t("message.missing"),
      },
      known?.platform ? (entry.values[name] ?? known.sample) : "–",
    );
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
