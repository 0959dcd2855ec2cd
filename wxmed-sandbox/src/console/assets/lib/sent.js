// What was sent in the fields that are wrong.

const top = (path) => path.split(/[.[]/, 1)[0];

/** What is wrong with each field of a request: its violations, and the causes that are at it. */
export function problemsByField({ violations, diagnosis }) {
  const problems = new Map();
  const add = (name, problem) => problems.set(name, [...(problems.get(name) ?? []), problem]);
  for (const violation of violations) add(top(violation.path), violation);
  const causes = diagnosis ? [diagnosis, ...diagnosis.also] : [];
  for (const cause of causes)
    if (cause.at?.field && !problems.has(cause.at.field))
      add(cause.at.field, { severity: "error", rule: cause.id, message: cause });
  return problems;
}

function rowsOf(record) {
  return record.rows.flatMap((row) => [row, ...(row.record ? rowsOf(row.record) : [])]);
}

/** Says of a path whether what is there may be a patient's. A name that is sensitive anywhere is so everywhere. */
export function sensitiveNames({ operations, contents }) {
  const records = [...operations.map((one) => one.request), ...contents.map((one) => one.record)];
  const rows = records.flatMap(rowsOf).filter((row) => row.is_sensitive && !row.record && row.format !== "content");
  const names = new Set(rows.map((row) => row.name));
  return (path) => path.split(/[.[\]]+/).some((name) => names.has(name));
}

function inside(value, names) {
  if (names.length === 0) return value;
  const decoded = typeof value === "string" ? parsed(value) : value;
  if (decoded === null || typeof decoded !== "object") return undefined;
  // In a content, the outermost key may be one that wraps the whole.
  const keys = Object.keys(decoded);
  const next = Object.hasOwn(decoded, names[0]) ? decoded[names[0]] : undefined;
  if (next === undefined && keys.length === 1 && names.length > 0 && typeof decoded[keys[0]] === "object")
    return inside(decoded[keys[0]], names);
  return next === undefined ? undefined : inside(next, names.slice(1));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What was sent at a path such as `request_content.items[0].price`; nothing if there is none. */
export function sentAt(fields, path) {
  const [name, ...rest] = path.split(/[.[\]]+/).filter(Boolean);
  const field = fields.find((one) => one.name === name);
  const found = field ? inside(field.value, rest) : undefined;
  return found === undefined || typeof found === "string" ? found : JSON.stringify(found);
}
