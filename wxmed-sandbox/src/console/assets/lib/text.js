// Shows untrusted texts: long ones in parts, and hidden characters as codes.

import { append, h } from "./dom.js";
import { t } from "./i18n.js";
import { whole } from "./format.js";

// Characters that change how the surrounding text is displayed, that are invisible, or that look like a space.
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
const LONG = 4000;

const code = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

/** A text whose hidden characters are shown by their codes. */
export function visible(text) {
  const nodes = [];
  let begin = 0;
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (index > begin) nodes.push(text.slice(begin, index));
    nodes.push(h("span", { class: "hidden-char" }, code(character)));
    begin = index + character.length;
  }
  if (begin < text.length) nodes.push(text.slice(begin));
  return nodes;
}

/** The first part of a text, and the rest on demand, so that a megabyte in one line doesn't block the page. */
export function long(text, limit = LONG) {
  if (text.length <= limit) return visible(text);
  const rest = h(
    "button",
    {
      type: "button",
      class: "link",
      on: {
        click: () => {
          const next = long(text.slice(limit), LONG * 16);
          append(rest.parentNode, next);
          rest.remove();
        },
      },
    },
    t("text.more", { count: whole(text.length - limit) }),
  );
  return [...visible(text.slice(0, limit)), rest];
}

/** A value in a table or a line. */
export const value = (text) => h("bdi", { class: "value" }, long(text));

/** A short technical text, such as an ID. */
export const machine = (text) => h("code", {}, long(text, 400));

/** A block of preformatted text. */
export function block(text, label) {
  return h("pre", { class: "block", tabIndex: 0, role: "group", "aria-label": label }, long(text, LONG * 4));
}

/** The index of the first difference, not inside a surrogate pair; -1 if the texts are the same. */
export function firstDifference(left, right) {
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left[index] === right[index]) index += 1;
  if (index === length && left.length === right.length) return -1;
  const isInPair = index > 0 && /[\ud800-\udbff]/.test(left[index - 1] ?? right[index - 1] ?? "");
  return isInPair ? index - 1 : index;
}
