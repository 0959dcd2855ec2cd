// A lossless JSON tree: literals, keys and white space keep every character, so that changing one value changes nothing
// else. `JSON.parse` would turn 1.50 into 1.5 and round 440300000000000001.

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const MAX_DEPTH = 64;

/** The reason why a text can't be read: `syntax`, with the line, or `deep`. */
export class Unreadable extends Error {
  constructor(reason, values = {}) {
    super(reason);
    Object.assign(this, { reason }, values);
  }
}

class Reader {
  constructor(text) {
    Object.assign(this, { text, at: 0 });
  }

  take(pattern) {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [null];
    if (found !== null) this.at += found.length;
    return found;
  }

  is(character) {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  fail() {
    throw new Unreadable("syntax", { line: this.text.slice(0, this.at).split("\n").length });
  }

  value(depth) {
    const next = this.text[this.at];
    if (next === "{" || next === "[") {
      if (depth === MAX_DEPTH) throw new Unreadable("deep");
      this.at += 1;
      return next === "{" ? this.object(depth + 1) : this.list(depth + 1);
    }
    const start = this.at;
    const text = this.take(STRING) ?? this.take(NUMBER) ?? this.take(WORD);
    if (text === null) {
      this.at = start;
      this.fail();
    }
    const kind = text[0] === '"' ? "string" : text === "null" ? "null" : /^[tf]/.test(text) ? "boolean" : "number";
    return { kind, text };
  }

  object(depth) {
    return { kind: "object", ...this.entries("}", () => this.member(depth)) };
  }

  list(depth) {
    return { kind: "list", ...this.entries("]", () => ({ value: this.value(depth) })) };
  }

  /** The entries between brackets, each with its surrounding white space. `space` is that of an empty pair. */
  entries(end, read) {
    let before = this.take(SPACE);
    if (this.is(end)) return { entries: [], space: before };
    const entries = [];
    for (;;) {
      const entry = { before, ...read(), after: this.take(SPACE) };
      entries.push(entry);
      if (this.is(end)) return { entries, space: "" };
      if (!this.is(",")) this.fail();
      before = this.take(SPACE);
    }
  }

  member(depth) {
    const key = this.take(STRING) ?? this.fail();
    const space = this.take(SPACE);
    if (!this.is(":")) this.fail();
    return { key, name: JSON.parse(key), colon: `${space}:${this.take(SPACE)}`, value: this.value(depth) };
  }
}

/** Reads a text, with the surrounding white space. A text that has only white space has no value. */
export function readJson(text) {
  const reader = new Reader(text);
  const before = reader.take(SPACE);
  if (reader.at === text.length) return { before, value: undefined, after: "" };
  const value = reader.value(0);
  const after = reader.take(SPACE);
  if (reader.at < text.length) reader.fail();
  return { before, value, after };
}

/** The text of a value. Unchanged parts are printed as they were read. */
export function printJson(node) {
  if (node.entries === undefined) return node.text;
  const entry = ({ before, key = "", colon = "", value, after }) => before + key + colon + printJson(value) + after;
  const inside = node.entries.map(entry).join(",") + node.space;
  return node.kind === "object" ? `{${inside}}` : `[${inside}]`;
}

export const emptyObject = () => ({ kind: "object", entries: [], space: "" });
export const emptyList = () => ({ kind: "list", entries: [], space: "" });
export const string = (text) => ({ kind: "string", text: JSON.stringify(text) });

export const member = (object, name) => object.entries.find((one) => one.name === name);

/** Adds an entry, with white space like that of its neighbours. */
function insert({ entries }, index, entry) {
  const [first, second] = entries;
  const last = entries.at(-1);
  const between = second?.before ?? (first?.before || (/\s$/.test(first?.colon ?? "") ? " " : ""));
  const added = { before: between, after: "", ...entry };
  if (first === undefined) added.before = "";
  else if (index === 0) {
    added.before = first.before;
    first.before = between;
  } else if (index === entries.length) {
    added.after = last.after;
    last.after = "";
  }
  entries.splice(index, 0, added);
}

/** Removes an entry and its white space. */
export function removeEntry({ entries }, index) {
  const [{ before, after }] = entries.splice(index, 1);
  if (entries.length === 0) return;
  if (index === 0) entries[0].before = before;
  if (index === entries.length) entries.at(-1).after = after;
}

export function removeMember(object, name) {
  const index = object.entries.findIndex((one) => one.name === name);
  if (index >= 0) removeEntry(object, index);
}

/** Sets a member. A new member is inserted after the last of those that `precede` it. */
export function setMember(object, name, value, precede = []) {
  const known = member(object, name);
  if (known) {
    known.value = value;
    return;
  }
  const index = object.entries.findLastIndex((one) => precede.includes(one.name)) + 1;
  const colon = object.entries[0]?.colon ?? ":";
  insert(object, index, { key: JSON.stringify(name), name, colon, value });
}

export const appendItem = (list, value) => insert(list, list.entries.length, { value });
