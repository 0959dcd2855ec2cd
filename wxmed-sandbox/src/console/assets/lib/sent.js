// Finds the sent values of invalid fields.

const top = (path) => path.split(/[.[]/, 1)[0];

/** The problems of each field of a request: its violations, and the causes at its position. */
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

/**
 * Returns a function that checks whether the value at a path may be a patient's. A name that is sensitive in one table
 * is treated as sensitive in all.
 */
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
  // A content may be wrapped in an object with a single key.
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

/** The value that was sent at a path such as `request_content.items[0].price`; `undefined` if there is none. */
export function sentAt(fields, path) {
  const [name, ...rest] = path.split(/[.[\]]+/).filter(Boolean);
  const field = fields.find((one) => one.name === name);
  const found = field ? inside(field.value, rest) : undefined;
  return found === undefined || typeof found === "string" ? found : JSON.stringify(found);
}
