// The value of a field, with the members of a JSON marked that break rules.

import { h } from "./dom.js";
import { both } from "./i18n.js";
import { indented, linePaths } from "./bodies.js";
import { block, value, visible } from "./text.js";

// Longer texts are shown in parts, without marks.
const LONGEST = 64_000;

/** The path in a content. The violation's path begins with the field, and leaves out a single wrapper. */
const inside = (path) => path.replace(/^[^.[]*\.?/, "");

/** The problems of each line of an indented JSON. */
function problemsOf(paths, problems) {
  const wrappers = paths.filter((path) => path !== "" && !/[.[]/.test(path));
  const unwrapped = (path) => (wrappers.length === 1 ? path.replace(`${wrappers[0]}.`, "") : path);
  return paths.map((path) => problems.filter((one) => path !== "" && [path, unwrapped(path)].includes(inside(one.path))));
}

/** Scrolls a block to its first mark, once it is shown. */
function showFirstMark(pre) {
  requestAnimationFrame(() => {
    const mark = pre.querySelector("mark");
    if (mark?.getClientRects().length > 0)
      pre.scrollTop += mark.getBoundingClientRect().top - pre.getBoundingClientRect().top - pre.clientHeight / 3;
  });
}

/** The value of a field. A JSON object has a line for each member. `problems` are those of the field. */
export function fieldValue(text, problems = []) {
  const written = indented(text);
  if (written === null) return value(text);
  const named = problems.filter(({ path }) => path !== undefined && inside(path) !== "");
  if (named.length === 0 || written.length > LONGEST) return block(written, "JSON");
  const lines = written.split("\n");
  const found = problemsOf(linePaths(lines), named);
  const shown = lines.map((line, place) => {
    const [first] = found[place];
    if (!first) return [visible(line), "\n"];
    const title = found[place].map(({ message }) => both(message)).join("\n");
    const [, indent, member] = /^(\s*)(.*)$/.exec(line);
    return [indent, h("mark", { title, class: first.severity }, visible(member)), "\n"];
  });
  const pre = h("pre", { class: "block", tabIndex: 0, role: "group", "aria-label": "JSON" }, shown);
  showFirstMark(pre);
  return pre;
}
