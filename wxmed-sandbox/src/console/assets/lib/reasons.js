// Names the typical reasons for which two values differ.

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescaped = (text) =>
  text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,6})|#x([\da-f]{1,5}));/gi, (whole, name, decimal, hex) => {
    if (name) return ENTITIES[name.toLowerCase()];
    return String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16));
  });

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function compactJson(text) {
  try {
    return /^\s*[[{]/.test(text) ? JSON.stringify(JSON.parse(text)) : text;
  } catch {
    return text;
  }
}

const plusAsBlank = (text) => text.replaceAll("+", " ");
const number = (text) => (/^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? String(Number(text)) : text);

// What undoes a change, the most specific first. With a direction, the text depends on which side was changed.
const UNDONE = [
  ["breaks", (text) => text.replaceAll("\r\n", "\n")],
  ["plus", plusAsBlank, { isDirected: true }],
  ["entity", unescaped, { isDirected: true }],
  ["percent", decoded, { isDirected: true }],
  ["percent", (text) => decoded(plusAsBlank(text)), { isDirected: true }],
  ["space", (text) => text.trim()],
  ["number", number],
  ["json", compactJson],
  ["case", (text) => text.toLowerCase()],
];

/** The key of the text that explains why two different values differ; `null` if no typical reason does. */
export function reason(left, right) {
  for (const [name, undo, { isDirected = false } = {}] of UNDONE) {
    if (!isDirected) {
      if (undo(left) === undo(right)) return `own.reason.${name}`;
    } else if (undo(left) === right) return `own.reason.${name}.left`;
    else if (undo(right) === left) return `own.reason.${name}.right`;
  }
  return null;
}
