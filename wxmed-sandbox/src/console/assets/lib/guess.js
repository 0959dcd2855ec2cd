// Guesses what a text is: the operation of a request's XML, or the content of a JSON.

import { rowsOf } from "./fields.js";
import { member, readJson, Unreadable } from "./json_tree.js";

const KEYS = ["known", "mandatory", "missing"];
const NOTHING = { known: 0, mandatory: 0, missing: 0 };

const sum = (...all) => Object.fromEntries(KEYS.map((key) => [key, all.reduce((total, one) => total + one[key], 0)]));

const isBetter = (a, b) => (a.known - b.known || a.mandatory - b.mandatory || b.missing - a.missing) > 0;

/** The candidate that fits best, or the first of several that do; `null` if none has any of the names. */
function best(candidates, fitOf) {
  let found = { one: null, fit: NOTHING };
  for (const one of candidates) {
    const fit = fitOf(one);
    if (fit.known > 0 && (found.one === null || isBetter(fit, found.fit))) found = { one, fit };
  }
  return found.one;
}

/** How many of the names a record has, and how many of its mandatory fields are among them and are not. */
function fitOfNames(record, names, text) {
  const own = new Set(record.rows.map((row) => row.name));
  const isMandatory = ({ presence }) => ["required", "present"].includes(presence);
  const mandatory = new Set(
    rowsOf(record, text)
      .filter(isMandatory)
      .map((row) => row.name),
  );
  const present = names.filter((name) => mandatory.has(name)).length;
  return {
    known: names.filter((name) => own.has(name)).length,
    mandatory: present,
    missing: mandatory.size - present,
  };
}

/** The object in a value: itself, the first item of a list, or what is written as JSON in a string. */
function objectIn(node) {
  if (node?.kind === "object") return node;
  if (node?.kind === "list") return objectIn(node.entries[0]?.value);
  if (node?.kind !== "string") return undefined;
  const text = JSON.parse(node.text);
  return /^\s*[[{]/.test(text) ? objectIn(treeOf(text)) : undefined;
}

function treeOf(text) {
  try {
    return readJson(text).value;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return undefined;
  }
}

function fitOfObject(record, object) {
  const names = [...new Set(object.entries.map((one) => one.name))];
  const text = (name) => {
    const node = member(object, name)?.value;
    return node?.kind === "string" ? JSON.parse(node.text) : node?.text;
  };
  const inner = rowsOf(record, text).flatMap((row) => {
    const found = row.record ? objectIn(member(object, row.name)?.value) : undefined;
    return found ? [fitOfObject(row.record, found)] : [];
  });
  return sum(fitOfNames(record, names, text), ...inner);
}

function fitOfContent({ record, wrapped_in: wrapper }, object) {
  if (!wrapper) return fitOfObject(record, object);
  const inside = objectIn(member(object, wrapper)?.value);
  // Without its wrapper, it is still more like this content than like one with other fields.
  if (!inside) return sum(fitOfObject(record, object), { ...NOTHING, missing: 1 });
  return sum(fitOfObject(record, inside), { known: 1, mandatory: 1, missing: 0 });
}

/** The content that a JSON text is most like. `null` if it is not an object, or has none of the names. */
export function guessContent(text, contents) {
  const root = treeOf(text.replace(/^\ufeff/, ""));
  return root?.kind === "object" ? best(contents, (one) => fitOfContent(one, root)) : null;
}

const ELEMENT = /<([^\s<>/!?]+)\s*>(?:\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*|([^<]*))<\/\1\s*>|<([^\s<>/!?]+)\s*\/>/g;

/** The operation that the XML of a request is most like. The XML need not be complete. */
export function guessOperation(text, operations) {
  const values = new Map(
    [...text.matchAll(ELEMENT)].map(([, name, raw, escaped = "", empty]) => [name ?? empty, raw ?? escaped.trim()]),
  );
  const names = [...values.keys()];
  return best(operations, (one) => fitOfNames(one.request, names, (name) => values.get(name)));
}
