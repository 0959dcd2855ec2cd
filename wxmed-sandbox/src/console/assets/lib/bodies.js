// Bodies of requests and responses, laid out for reading.

const FIELD = /<([A-Za-z_][\w.-]*)>((?:<!\[CDATA\[[\s\S]*?\]\]>|[^<])*)<\/\1>/g;

/** Formats XML with a line for each field, and JSON with indentation. Other texts are returned unchanged. */
export function pretty(text) {
  const json = indented(text);
  if (json !== null) return json;
  const root = /^\s*<xml>([\s\S]*)<\/xml>\s*$/.exec(text);
  if (!root || root[1].replace(FIELD, "").trim() !== "") return text;
  return `<xml>\n${[...root[1].matchAll(FIELD)].map(([field]) => `  ${field}`).join("\n")}\n</xml>`;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** Formats a JSON object or list with a line for each member, with values as written. Returns null for other texts. */
export function indented(text) {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  let depth = 0;
  let made = "";
  const line = () => `\n${"  ".repeat(Math.min(depth, 40))}`;
  const tokens = text.match(TOKEN);
  tokens.forEach((token, index) => {
    const isEmpty = /^[[{]$/.test(tokens[index - 1] ?? "");
    if (/^[\]}]$/.test(token)) {
      depth -= 1;
      made += isEmpty ? token : line() + token;
    } else if (/^[[{]$/.test(token)) {
      depth += 1;
      made += /^[\]}]$/.test(tokens[index + 1] ?? "") ? token : token + line();
    } else if (token === ",") made += token + line();
    else made += token === ":" ? ": " : token;
  });
  return made;
}

/**
 * The path of each line of an indented JSON text, such as `items[0].price`. Lines that only close an object or a list
 * have none.
 */
export function linePaths(lines) {
  const open = [];
  return lines.map((line) => {
    const text = line.trim();
    if (/^[}\]]/.test(text)) {
      open.pop();
      return "";
    }
    const inside = open[open.length - 1];
    const [, name] = /^("(?:[^"\\]|\\.)*"): /.exec(text) ?? [];
    let path = "";
    if (inside?.isList) path = `${inside.path}[${inside.count++}]`;
    else if (name) path = [inside?.path, JSON.parse(name)].filter(Boolean).join(".");
    if (/[{[]$/.test(text)) open.push({ path, isList: text.endsWith("["), count: 0 });
    return path;
  });
}

/** The bytes of a body. */
export function bytesOf({ body, body_base64: encoded }) {
  if (body !== null && body !== undefined) return new TextEncoder().encode(body);
  return Uint8Array.from(atob(encoded ?? ""), (letter) => letter.charCodeAt(0));
}

/** A hex dump with ASCII characters beside it. */
export function hexDump(bytes, most = 4096) {
  const lines = [];
  for (let begin = 0; begin < Math.min(bytes.length, most); begin += 16) {
    const part = [...bytes.subarray(begin, begin + 16)];
    const numbers = part.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const letters = part.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${begin.toString(16).padStart(8, "0")}  ${numbers.padEnd(47)}  ${letters}`);
  }
  return lines.join("\n");
}

/** The text of a body from a byte offset on. */
export function textAt(bytes, offset, length = 60) {
  return new TextDecoder().decode(bytes.subarray(offset, offset + length)).split("\uFFFD")[0];
}
