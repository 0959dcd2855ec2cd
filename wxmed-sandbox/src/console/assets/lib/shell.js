// Commands for a POSIX shell.

/** One word, whatever is in it. */
export const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

// Those that curl sends by itself, or that depend on how it sends the body.
const OWN = [
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "expect",
  "accept",
  "accept-encoding",
  "user-agent",
];
// What the control API shows of a header that has credentials.
const MASKED = "***";

function methodOf(method) {
  // With -X HEAD, curl waits for a body.
  if (method === "HEAD") return "--head";
  return `-X ${/^[A-Z]+$/.test(method) ? method : quoted(method)}`;
}

/** The URL as it was sent: curl would fill in brackets, and remove dots from the path. */
function urlOf(url) {
  const asIs = [/[[\]{}]/.test(url) ? "--globoff" : "", /\/\.{1,2}(\/|\?|$)/.test(url) ? "--path-as-is" : ""];
  return [...asIs, quoted(url)].filter(Boolean).join(" ");
}

function headerOf({ name, value }) {
  // curl removes a header that ends with a colon.
  return `-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`;
}

/** Whether a terminal passes a text on as it is when it is pasted. */
function isPastable(text) {
  return !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(text);
}

function base64(text) {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

// Linux takes at most 128 KiB in one argument, and a character has up to 3 bytes.
const LONGEST_ARGUMENT = 40_000;

/** A request as a curl command that sends the same bytes. */
export function curl({ method, path, query, headers, body, body_base64: encoded }, base) {
  const url = `${base}${path}${query ? `?${query}` : ""}`;
  const kept = headers.filter(({ name, value }) => !OWN.includes(name.toLowerCase()) && value !== MASKED);
  const parts = [`curl -i ${methodOf(method)} ${urlOf(url)}`, ...kept.map(headerOf)];
  if (!body && !encoded) return parts.join(" \\\n  ");
  // Otherwise curl says that a body without a type is a form.
  if (!kept.some(({ name }) => name.toLowerCase() === "content-type")) parts.push("-H 'Content-Type:'");
  const isArgument = !encoded && body.length < LONGEST_ARGUMENT && isPastable(body);
  // --data would read the file that a body with @ at its beginning names.
  parts.push(isArgument ? `--data-raw ${quoted(body)}` : "--data-binary @-");
  const command = parts.join(" \\\n  ");
  return isArgument ? command : `echo ${quoted(encoded ?? base64(body))} | base64 -d | ${command}`;
}
