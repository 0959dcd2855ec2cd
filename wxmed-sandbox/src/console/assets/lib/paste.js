// The check for a text written by a program: a request's XML, or a content's JSON.

import { h } from "./dom.js";
import { both, t } from "./i18n.js";
import { post, segment } from "./api.js";
import { attempt } from "./notice.js";
import { guessContent, guessOperation } from "./guess.js";
import { ofContent, reviewArea } from "./review.js";
import { diagnosisParts } from "./why.js";

// The input is kept while other pages are shown, and while the page is drawn in another language.
const kept = { text: "", operation: undefined, content: undefined, isChosen: {}, isChecked: false };

const isJson = (text) => /^[\s\ufeff]*[[{]/.test(text);

/** Selects the most similar operation or content, unless the user has chosen one. */
function recognise(reference, selects) {
  const kind = isJson(kept.text) ? "content" : "operation";
  if (kept.isChosen[kind]) return;
  const found =
    kind === "content" ? guessContent(kept.text, reference.contents) : guessOperation(kept.text, reference.operations);
  if (!found) return;
  kept[kind] = found.name;
  selects[kind].value = found.name;
}

function select(kind, list) {
  const options = list.map((one) =>
    h("option", { value: one.name, selected: one.name === kept[kind] }, `${one.name} ${both(one.title)}`),
  );
  const choose = (event) => {
    kept[kind] = event.target.value;
    kept.isChosen[kind] = true;
  };
  return h("select", { on: { input: choose } }, options);
}

function ofXml(found, text) {
  if (found.diagnosis === null && found.violations.length === 0) return { isGood: true, text: t("try.accepted") };
  const errors = found.violations.filter((one) => one.severity === "error").length;
  const isRefused = found.diagnosis !== null || errors > 0;
  return {
    isGood: !isRefused,
    text: isRefused ? t("try.refused") : t("try.warnings", { count: found.violations.length }),
    details: diagnosisParts(found, new TextEncoder().encode(text)),
  };
}

/** The page “Check a text”. `isRepaint` checks the text again if it was checked. */
export function pastePane(reference, isRepaint) {
  const review = reviewArea();
  const selects = {
    operation: select("operation", reference.operations),
    content: select("content", reference.contents),
  };
  const text = h("textarea", {
    rows: 12,
    class: "mono",
    spellcheck: "false",
    value: kept.text,
    placeholder: t("try.paste.hint"),
  });
  text.addEventListener("input", () => {
    Object.assign(kept, { text: text.value, isChecked: false });
    // An emptied box will get another text, so the choice for the old one no longer applies.
    if (kept.text.trim() === "") kept.isChosen = {};
    else recognise(reference, selects);
  });
  const check = () =>
    attempt(async () => {
      Object.assign(kept, { text: text.value, isChecked: true });
      if (isJson(text.value)) {
        review.show(
          ofContent(await post(`/contents/${segment(selects.content.value)}/validate`, { json: text.value })),
        );
        return;
      }
      const found = await post(`/operations/${segment(selects.operation.value)}/validate`, { xml: text.value });
      review.show(ofXml(found, text.value));
    });
  if (isRepaint && kept.isChecked) check();
  const submit = (event) => {
    event.preventDefault();
    check();
  };
  const form = h(
    "form",
    { "aria-label": t("try.paste"), on: { submit } },
    h("p", { class: "lead" }, t("try.paste.about")),
    h(
      "div",
      { class: "toolbar" },
      h("label", { class: "field" }, h("span", {}, t("try.paste.operation")), selects.operation),
      h("label", { class: "field" }, h("span", {}, t("try.paste.content")), selects.content),
    ),
    h("label", { class: "field full" }, h("span", {}, t("try.paste.text")), text),
    h("div", { class: "actions" }, h("button", { type: "submit", class: "primary" }, t("try.check"))),
  );
  return { element: h("div", { class: "try" }, form, h("div", { class: "try-side" }, review.element)), stop: () => {} };
}
