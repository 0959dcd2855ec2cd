// Generates a program that sends a request, for the languages of docs/languages.

import { t } from "./i18n.js";

// Characters that are invisible, or change how other characters are displayed.
const UNSEEN = "\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff";
const HIDDEN = new RegExp(`[\\u0000-\\u001f${UNSEEN}]`, "g");
const SEEN_OR_HIDDEN = new RegExp(`[\\u0000-\\u001f${UNSEEN}]|[^\\u0000-\\u001f${UNSEEN}]{1,200}`, "gu");

const hex = (character) => character.charCodeAt(0).toString(16).padStart(4, "0");

/** A string literal for Python, JavaScript, Java and C#, which have the escapes of JSON. */
function json(text) {
  return JSON.stringify(text).replace(HIDDEN, (character) => `\\u${hex(character)}`);
}

function php(text) {
  return `"${text.replace(/[\\"$]/g, "\\$&").replace(HIDDEN, (character) => `\\u{${hex(character)}}`)}"`;
}

/** A string literal for Delphi, which has no escapes and only short literals and lines. */
function delphi(text) {
  const shown = (part) =>
    new RegExp(`^[\\u0000-\\u001f${UNSEEN}]`).test(part) ? `#$${hex(part)}` : `'${part.replaceAll("'", "''")}'`;
  const parts = (text.match(SEEN_OR_HIDDEN) ?? [""]).map(shown);
  return text.length > 200 ? parts.join(" +\n      ") : parts.join(" + ");
}

export const LANGUAGES = [
  { id: "java", label: "Java", literal: json, line: (name, value) => `        fields.put(${name}, ${value});` },
  { id: "csharp", label: "C#", literal: json, line: (name, value) => `    [${name}] = ${value},` },
  { id: "php", label: "PHP", literal: php, line: (name, value) => `    ${name} => ${value},` },
  { id: "python", label: "Python", literal: json, line: (name, value) => `    ${name}: ${value},` },
  { id: "javascript", label: "JavaScript (Node.js)", literal: json, line: (name, value) => `  ${name}: ${value},` },
  { id: "delphi", label: "Delphi", literal: delphi, line: (name, value) => `    Add(Fields, ${name}, ${value});` },
];

const templates = new Map();

async function template(id) {
  if (!templates.has(id)) {
    const response = await fetch(`code/${id}.txt`);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    templates.set(id, await response.text());
  }
  return templates.get(id);
}

/** The fields without those that the program computes itself. */
function own(operation, fields) {
  const made = operation.request.rows.filter((row) => row.role !== "value").map((row) => row.name);
  return fields.filter(({ name, value }) => !made.includes(name) && value !== "");
}

/** A complete program that sends these fields. */
export async function codeFor(id, { operation, fields }) {
  const { literal, line } = LANGUAGES.find((language) => language.id === id);
  const lines = own(operation, fields)
    .map(({ name, value }) => line(literal(name), literal(value)))
    .join("\n");
  const text = await template(id);
  // One pass, so that text in a value isn't replaced as a placeholder.
  const part = (name) => ({ fields: lines, path: operation.path })[name] ?? t(`code.${name}`);
  return text.replace(/\{\{(fields|path|comment\.[a-z.]+)\}\}/g, (_, name) => part(name));
}
