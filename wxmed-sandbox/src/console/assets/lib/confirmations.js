// What a person confirmed in the acceptance list, and their notes. This browser keeps them.
//
// Each is about one proof in one list. With another proof, and after a reset or a restart, which begin another list, it is
// only shown as an earlier one.

const TICKS = "wxmed.acceptance";
const NOTES = "wxmed.acceptance.notes";

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
    // Formerly, ticks were kept as a list, without their proofs.
    return Array.isArray(kept) ? {} : kept;
  } catch {
    return {};
  }
}

/** What is kept of a point: about its proof, and the last one about another proof. */
function kept(key, list, point) {
  const entry = read(key)[point.id];
  // Formerly, notes were kept as texts.
  if (typeof entry === "string") return { now: null, before: { list: null, number: null, text: entry } };
  const { now = null, before = null } = entry ?? {};
  // A note that was written before there was a proof is not about another one.
  const isOfProof = now?.number === point.number || (key === NOTES && now?.number === null);
  return now?.list === list && isOfProof ? { now, before } : { now: null, before: now ?? before };
}

function keep(key, list, point, value) {
  const { before } = kept(key, list, point);
  const now = value && { list, number: point.number, ...value };
  localStorage.setItem(key, JSON.stringify({ ...read(key), [point.id]: { now, before } }));
}

export const isConfirmed = (list, point) => kept(TICKS, list, point).now !== null;

export const confirmPoint = (list, point, isTicked) =>
  keep(TICKS, list, point, isTicked ? { at: Date.now() } : null);

export const noteOf = (list, point) => kept(NOTES, list, point).now?.text ?? "";

export const keepNote = (list, point, text) => keep(NOTES, list, point, { text });

/** The last confirmation and the last note about another proof. */
export function confirmedBefore(list, point) {
  return { tick: kept(TICKS, list, point).before, note: kept(NOTES, list, point).before?.text ?? "" };
}

/** Makes what is kept of a point an earlier one. */
export function startOver(list, point) {
  for (const key of [TICKS, NOTES]) {
    const { now, before } = kept(key, list, point);
    if (now) localStorage.setItem(key, JSON.stringify({ ...read(key), [point.id]: { now: null, before: now ?? before } }));
  }
}
