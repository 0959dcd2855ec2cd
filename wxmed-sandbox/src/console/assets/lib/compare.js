// Compares two strings to sign field by field, and marks missing fields and differing parts of values.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { firstDifference, long, visible } from "./text.js";

// The maximum number of fields that are compared one by one. In longer texts only the part between equal ends is
// marked.
const MOST = 400;
// How many characters of a long value are shown before the difference.
const BEFORE = 400;

const nameOf = (part) => part.split("=", 1)[0];

const isSame = (left, right) => left.replace(/&$/, "") === right.replace(/&$/, "");

/**
 * Splits a string into parts, each with the `&` after it. `names` are the field names: values may contain an `&`, too.
 */
function partsOf(text, names) {
  const known = new Set([...names, "key"]);
  const parts = [];
  for (const piece of text.match(/[^&]*&|[^&]+$/g) ?? []) {
    if (parts.length > 0 && names.length > 0 && !known.has(nameOf(piece))) parts[parts.length - 1] += piece;
    else parts.push(piece);
  }
  return parts;
}

/** For each pair of indexes, the length of the longest common subsequence of the remaining parts. */
function commonLengths(left, right) {
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      lengths[i][j] = isSame(left[i], right[j])
        ? lengths[i + 1][j + 1] + 1
        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  return lengths;
}

/** Splits both sides into runs of equal parts and runs of differing parts. */
function runs(left, right) {
  const all = [];
  let gap = { left: [], right: [] };
  const close = () => {
    if (gap.left.length + gap.right.length > 0) all.push(gap);
    gap = { left: [], right: [] };
  };
  const lengths = commonLengths(left, right);
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && isSame(left[i], right[j])) {
      close();
      all.push({ same: [left[i], right[j]] });
      i += 1;
      j += 1;
    } else if (j === right.length || (i < left.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      gap.left.push(left[i]);
      i += 1;
    } else {
      gap.right.push(right[j]);
      j += 1;
    }
  }
  close();
  return all;
}

const line = (...nodes) => h("span", { class: "part" }, nodes);
const mark = (text) => h("mark", {}, long(text));
/** The line opposite a part that only the other side has. */
const gap = () => h("span", { class: "part gap" });
/** A remark beside a part. The text comes from the style, so that it isn't copied with the string. */
const remark = (text) => h("span", { class: "remark", "data-label": text });

const isIn = (part, parts) => parts.some((one) => isSame(one, part));

/** The line of a part that has no counterpart: it is only on this side, or at another position on the other side. */
function extra(part, other, key) {
  return line(mark(part), " ", remark(t(isIn(part, other) ? "why.moved" : key, { name: nameOf(part) })));
}

/** The two values of a field, with the differing parts marked. */
function pair(left, right) {
  const begin = Math.max(0, firstDifference(left, right));
  const most = Math.min(left.length, right.length) - begin;
  let end = 0;
  while (end < most && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  // Don't split a surrogate pair.
  if (end > 0 && /[\udc00-\udfff]/.test(left[left.length - end])) end -= 1;
  const side = (text) => {
    const before = text.slice(0, begin);
    const differing = text.slice(begin, text.length - end);
    const shown = before.length > BEFORE ? ["… ", visible(before.slice(-BEFORE))] : visible(before);
    const marked = differing === "" ? h("mark", { class: "absent", "data-label": "∎" }) : mark(differing);
    return line(shown, marked, long(text.slice(text.length - end)));
  };
  return [side(left), side(right)];
}

/**
 * Pairs differing parts of the same field. The other parts are marked as being on one side only. `all` has all parts of
 * both sides. Returns the lines of both sides, and whether they count as a difference: a moved part counts once.
 */
function against({ left, right }, all, onlyLeft) {
  const rows = [];
  const rest = [...right];
  const onRight = (part) => rows.push([gap(), extra(part, all[0], "why.only.signed"), !isIn(part, all[0])]);
  for (const part of left) {
    const index = rest.findIndex((one) => nameOf(one) === nameOf(part));
    const before = index < 0 ? [] : rest.splice(0, index);
    before.forEach(onRight);
    const lines = index < 0 ? [extra(part, all[1], onlyLeft), gap()] : pair(part, rest.shift());
    rows.push([...lines, true]);
  }
  rest.forEach(onRight);
  return rows;
}

/** The lines of a single string. */
export const lines = (text, names) => {
  const parts = partsOf(text, names);
  return parts.length > MOST ? [line(long(text))] : parts.map((part) => line(long(part)));
};

/**
 * The lines of both strings with the differences marked, and for each difference its two lines. `onlyLeft` is the key of
 * the remark beside a field that only the left string has.
 */
export function compared(left, right, names, onlyLeft = "why.only.right") {
  const all = [partsOf(left, names), partsOf(right, names)];
  if (all.some((parts) => parts.length > MOST)) {
    const whole = pair(left, right);
    return { sides: whole.map((one) => [one]), differences: [whole] };
  }
  const sides = [[], []];
  const differences = [];
  for (const run of runs(...all)) {
    const rows = run.same === undefined ? against(run, all, onlyLeft) : [run.same.map((part) => line(long(part)))];
    rows.forEach(([one, other, isCounted]) => {
      sides[0].push(one);
      sides[1].push(other);
      if (isCounted) differences.push([one, other]);
    });
  }
  return { sides, differences };
}

/** The pairs of differing parts of the same field, with its name. */
export function differingValues(left, right, names) {
  const [ours, theirs] = [left, right].map((text) => partsOf(text, names).map((part) => part.replace(/&$/, "")));
  const isOther = (part, parts) => nameOf(part) !== "key" && !parts.includes(part);
  const rest = theirs.filter((part) => isOther(part, ours));
  return ours
    .filter((part) => isOther(part, theirs))
    .flatMap((part) => {
      const name = nameOf(part);
      const index = rest.findIndex((one) => nameOf(one) === name);
      const valueOf = (text) => text.slice(name.length + 1);
      return index < 0 ? [] : [{ name, left: valueOf(part), right: valueOf(rest.splice(index, 1)[0]) }];
    });
}
