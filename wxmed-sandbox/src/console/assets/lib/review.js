// The result of a check: a summary that is announced, and its details below.

import { h, replace, setText } from "./dom.js";
import { both, t } from "./i18n.js";
import { copyButton } from "./copy.js";
import { block } from "./text.js";
import { pretty } from "./bodies.js";
import { violationsTable } from "./why.js";

/** The summary: valid, or the number of problems. */
function verdict(violations) {
  const errors = violations.filter((one) => one.severity === "error").length;
  if (errors > 0) return { isGood: false, text: t("try.errors", { count: errors }) };
  return {
    isGood: true,
    text: violations.length > 0 ? t("try.warnings", { count: violations.length }) : t("try.valid"),
  };
}

/** The review of a request in a form. */
export function ofRequest({ diagnosis, violations, string_to_sign: right, xml }) {
  const isOther = diagnosis && violations.length === 0;
  return {
    ...(isOther ? { isGood: false, text: t("try.refused") } : verdict(violations)),
    details: [
      isOther ? h("p", {}, h("code", {}, diagnosis.id), " ", both(diagnosis)) : null,
      violations.length > 0 ? violationsTable(violations) : null,
      h("h2", { class: "part" }, t("why.right")),
      block(right ?? "", t("why.right")),
      h("h2", { class: "part" }, "XML"),
      h("p", { class: "actions" }, copyButton(xml, t("copy"), "XML")),
      block(pretty(xml), "XML"),
    ],
  };
}

/** The review of a content. */
export function ofContent({ syntax_error: error, violations }) {
  if (error) return { isGood: false, text: both(error) };
  return { ...verdict(violations), details: violations.length > 0 ? violationsTable(violations) : null };
}

/** The review that could not be made. */
export const ofError = (error) => ({ isGood: false, text: error.texts ? both(error.texts) : error.message });

/**
 * The area for a review. Only the summary is a live region, and it changes only with its text, so that a screen reader
 * doesn't read all details after each edit.
 */
export function reviewArea() {
  const summary = h("p", { role: "status" });
  const details = h("div", {});
  return {
    element: h("div", { class: "review" }, summary, details),
    show({ isGood, text, details: parts = null }) {
      summary.className = `verdict ${isGood ? "good" : "bad"}`;
      setText(summary, text);
      replace(details, parts);
    },
    /** Removes a good summary: what was sent is not accepted although its fields are right. */
    withdraw() {
      if (!summary.classList.contains("good")) return;
      summary.className = "";
      setText(summary, "");
    },
  };
}
