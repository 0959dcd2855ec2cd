// The values of a form: texts by name for a request, a JSON tree for a content.

import {
  appendItem,
  emptyList,
  emptyObject,
  member,
  printJson,
  readJson,
  removeEntry,
  removeMember,
  setMember,
  string,
} from "./json_tree.js";

/** The rows that exist for the current value of the tag. */
export function rowsOf(record, text) {
  const cases = record.tag?.cases ?? [];
  const decided = new Set(cases.flatMap((one) => one.rows));
  const current = new Set(caseOf(record, text)?.rows ?? []);
  return record.rows.filter((row, index) => row.role === "value" && (!decided.has(index) || current.has(index)));
}

function caseOf(record, text) {
  const value = record.tag?.field ? (text(record.tag.field) ?? "") : undefined;
  return record.tag?.cases.find((one) => one.value === value);
}

/** Whether a field is kept when it is emptied: it is mandatory, or was present and empty. */
const isKeptEmpty = (row, node) =>
  row.presence === "present" || node?.text === '""' || (node?.entries !== undefined && node.entries.length === 0);

/** The fields of a request. They are changed in place. */
export function requestFields(values) {
  return {
    text: (name) => values[name],
    isNull: () => false,
    isKeptEmpty: (row) => isKeptEmpty(row),
    setText(row, text) {
      if (text === undefined) delete values[row.name];
      else values[row.name] = text;
    },
    enterCase() {},
  };
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** The text that a field shows for a value. */
function textOf(node) {
  if (node === undefined) return undefined;
  if (node.kind === "string") return JSON.parse(node.text);
  return node.kind === "null" ? "" : printJson(node);
}

function tryRead(text) {
  try {
    return readJson(text).value;
  } catch {
    return undefined;
  }
}

/** The value for the text of a field. A list of lists is a string until its JSON is complete. */
function nodeOf(row, text) {
  if (row.list?.is_of_lists && row.encoding !== "json-text") return tryRead(text) ?? string(text);
  if (row.encoding === "number" && NUMBER.test(text)) return { kind: "number", text };
  if (row.encoding === "boolean" && ["true", "false"].includes(text)) return { kind: "boolean", text };
  return string(text);
}

// A slot is a position in the tree: `get` returns its value, `set` replaces or removes it.

function memberSlot(parent, name, precede = [], isKept = true) {
  const object = () => (parent.get()?.kind === "object" ? parent.get() : undefined);
  return {
    get: () => (object() ? member(object(), name)?.value : undefined),
    set(node) {
      if (node === undefined && this.get() === undefined) return;
      const own = object() ?? emptyObject();
      if (node === undefined) removeMember(own, name);
      else setMember(own, name, node, precede);
      parent.set(own.entries.length > 0 || isKept ? own : undefined);
    },
  };
}

/** The JSON in a string. JSON that was written without the string is accepted. */
function decodedSlot(slot) {
  const known = { text: null, value: undefined };
  return {
    get() {
      const node = slot.get();
      if (node?.kind !== "string") return node;
      if (known.text !== node.text) Object.assign(known, { text: node.text, value: tryRead(JSON.parse(node.text)) });
      return known.value ?? node;
    },
    set(value) {
      const isEncoded = [undefined, "null", "string"].includes(slot.get()?.kind);
      const node = value === undefined || !isEncoded ? value : string(printJson(value));
      if (node !== undefined && isEncoded) Object.assign(known, { text: node.text, value });
      slot.set(node);
    },
  };
}

function listFields(row, slot) {
  const isKept = isKeptEmpty(row, slot.get());
  const list = () => (slot.get()?.kind === "list" ? slot.get() : emptyList());
  const itemSlot = (index) => ({
    get: () => list().entries[index]?.value,
    set(node) {
      const own = list();
      own.entries[index].value = node;
      slot.set(own);
    },
  });
  return {
    count: () => list().entries.length,
    isAbsent: () => slot.get() === undefined,
    record: (index) => contentFields(row.record, itemSlot(index)),
    text: (index) => textOf(list().entries[index].value),
    setText: (index, text) => itemSlot(index).set(nodeOf({ ...row, list: null }, text)),
    add() {
      const own = list();
      appendItem(own, row.record ? emptyObject() : string(""));
      slot.set(own);
    },
    remove(index) {
      const own = list();
      removeEntry(own, index);
      slot.set(own.entries.length > 0 || isKept ? own : undefined);
    },
    leaveEmpty: () => slot.set(emptyList()),
  };
}

/** The fields of an object. Unless `isKept`, the object is removed with its last member. */
function contentFields(record, slot, isKept = true) {
  const names = record.rows.map((row) => row.name);
  const own = (name) => memberSlot(slot, name, names.slice(0, names.indexOf(name)), isKept);
  const inner = (row) => (row.encoding === "json-text" ? decodedSlot(own(row.name)) : own(row.name));
  const text = (name) => textOf(own(name).get());
  const aside = new Map();
  return {
    text,
    isNull: (name) => own(name).get()?.kind === "null",
    isKeptEmpty: (row) => isKeptEmpty(row, own(row.name).get()),
    setText: (row, value) => own(row.name).set(value === undefined ? undefined : nodeOf(row, value)),
    record: (row) => contentFields(row.record, inner(row), isKeptEmpty(row, inner(row).get())),
    list: (row) => listFields(row, inner(row)),
    /** Sets aside the fields of other cases, until theirs is selected again. An unknown tag value changes nothing. */
    enterCase() {
      const current = caseOf(record, text);
      if (!current) return;
      const wanted = new Set(rowsOf(record, text).map((row) => row.name));
      for (const name of new Set(record.tag.cases.flatMap((one) => one.rows).map((index) => names[index]))) {
        const node = own(name).get();
        if (wanted.has(name) && node === undefined && aside.has(name)) own(name).set(aside.get(name));
        if (wanted.has(name)) continue;
        if (node !== undefined) aside.set(name, node);
        own(name).set(undefined);
      }
    },
  };
}

/** The first part of an object that a form can't show: `reason` and `path`, if any. */
function misfit(record, object, path = "") {
  if (object === undefined || object.kind === "null") return null;
  if (object.kind !== "object") return { reason: "object", path: path || "JSON" };
  const before = path && `${path}.`;
  const text = (name) => textOf(member(object, name)?.value);
  for (const row of rowsOf(record, text)) {
    const found = object.entries.filter((one) => one.name === row.name);
    if (found.length > 1) return { reason: "twice", path: before + row.name };
    const problem = found.length === 1 ? rowMisfit(row, found[0].value, before + row.name) : null;
    if (problem) return problem;
  }
  return null;
}

function rowMisfit(row, node, path) {
  if (node.kind === "null" || row.list?.is_of_lists) return null;
  const value = row.encoding === "json-text" ? decodedSlot({ get: () => node }).get() : node;
  if (value.kind === "null") return null;
  if (!row.list) return itemMisfit(row, value, path);
  if (value.kind !== "list") return { reason: "list", path };
  for (const [index, one] of value.entries.entries()) {
    const own = `${path}[${index}]`;
    if (row.record && one.value.kind === "null") return { reason: "object", path: own };
    const problem = itemMisfit(row, one.value, own);
    if (problem) return problem;
  }
  return null;
}

function itemMisfit(row, node, path) {
  if (row.record) return misfit(row.record, node, path);
  return ["object", "list"].includes(node.kind) ? { reason: "value", path } : null;
}

/** The fields of a content, inside its wrapper if it has one, and the first part that a form can't show. */
export function wholeContent(content, root) {
  const { record, wrapped_in: name } = content;
  if (!name) return { fields: contentFields(record, root), problem: misfit(record, root.get()) };
  const slot = memberSlot(root, name);
  const wrapper = { rows: [{ name, role: "value", presence: "required", record }] };
  return { fields: contentFields(record, slot, slot.get() !== undefined), problem: misfit(wrapper, root.get()) };
}
