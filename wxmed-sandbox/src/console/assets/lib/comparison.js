// Two strings to sign beside each other, with their differences marked and counted.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { compared, lines as linesOf } from "./compare.js";
import { firstDifference } from "./text.js";

/** A string with its title above it, and a note below it. */
export function side(title, lines, note) {
  return h(
    "figure",
    { class: "string" },
    h("figcaption", {}, title),
    h("pre", { class: "block", tabIndex: 0, role: "group", "aria-label": title }, lines),
    note ? h("p", { class: "faint" }, note) : null,
  );
}

/** A button that leads to one difference after the other. */
function nextButton(differences) {
  let current = -1;
  const go = () => {
    differences[current]?.forEach((line) => line.classList.remove("current"));
    current = (current + 1) % differences.length;
    for (const line of differences[current]) {
      line.classList.add("current");
      // Each string has its own scrolling area.
      const block = line.closest("pre");
      block.scrollTop += line.getBoundingClientRect().top - block.getBoundingClientRect().top - 24;
    }
    button.textContent = t("why.difference.of", { place: current + 1, count: differences.length });
  };
  const button = h(
    "button",
    { type: "button", class: "small", "data-action": "next-difference", on: { click: go } },
    t("why.difference.next"),
  );
  return button;
}

/**
 * The right string on the left, and the other one. Both have `title`, `text` and `note`. `names` are the names of the
 * fields, `same` is shown if there is no difference, `about` has further sentences, and `onlyLeft` is the key of the remark
 * beside a field that the other string doesn't have.
 */
export function beside(right, other, { names, same, about = [], onlyLeft }) {
  const at = firstDifference(right.text, other.text);
  const { sides, differences } =
    at < 0
      ? { sides: [right, other].map(({ text }) => linesOf(text, names)), differences: [] }
      : compared(right.text, other.text, names, onlyLeft);
  const summary =
    at < 0 ? same : `${t("why.differences", { count: differences.length })} ${t("why.differs", { count: at + 1 })}`;
  return h(
    "div",
    { class: "comparison" },
    h("p", {}, h("strong", {}, summary), " ", at < 0 ? null : nextButton(differences), " ", about.join(" ")),
    h("div", { class: "strings" }, side(right.title, sides[0], right.note), side(other.title, sides[1], other.note)),
  );
}
