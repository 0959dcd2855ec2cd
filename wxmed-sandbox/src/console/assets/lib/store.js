// The state of the sandbox, as far as it is known. Pages listen to it; they share nothing else.

import { get } from "./api.js";
import { follow } from "./stream.js";

const KINDS = ["exchanges", "updates", "status", "connection", "paused", "restart"];
const listeners = Object.fromEntries(KINDS.map((kind) => [kind, new Set()]));
export const state = { status: null, last: 0, isConnected: false, isPaused: false, refusal: null };
const cache = new Map();

/** Calls a function on events of a kind. Returns a function that removes the listener. */
export function on(kind, listener) {
  listeners[kind].add(listener);
  return () => listeners[kind].delete(listener);
}

const emit = (kind, value) => listeners[kind].forEach((listener) => listener(value));

/** Pauses or resumes adding new exchanges to the list. */
export function setPaused(isPaused) {
  state.isPaused = isPaused;
  emit("paused", isPaused);
}

/** Calls a function once per frame with all values, so that simultaneous events are drawn together. */
function perFrame(call) {
  let values = [];
  const run = () => {
    const all = values;
    values = [];
    call(all);
  };
  return (value) => {
    if (values.push(value) === 1) requestAnimationFrame(run);
  };
}

/** Starts to follow the sandbox. */
export function start() {
  const news = perFrame((all) => {
    const list = all.flatMap((one) => one.exchanges ?? []);
    const status = all.findLast((one) => one.status)?.status;
    // After a restart, they are of two sandboxes, and everything is fetched again.
    if (list.length > 0 && !isOfAnother(status)) {
      state.last = Math.max(state.last, list[list.length - 1].number);
      emit("exchanges", list);
    }
    const updated = all.flatMap((one) => one.updates ?? []);
    if (updated.length > 0 && !isOfAnother(status)) emit("updates", updated);
    if (status) take(status);
  });
  follow({
    exchanges: (exchanges) => news({ exchanges }),
    updates: (updates) => news({ updates }),
    status: (status) => news({ status }),
    connection(isConnected) {
      state.isConnected = isConnected;
      emit("connection", isConnected);
    },
    refused(error) {
      state.refusal = error;
      emit("connection", false);
    },
  });
}

/** Whether a status is not of the sandbox that was there before, but of another one at the same address. */
const isOfAnother = (status) => Boolean(status && state.status && status.instance !== state.status.instance);

function take(status) {
  const isRestart = isOfAnother(status);
  Object.assign(state, { last: status.last, status, refusal: null });
  if (isRestart) {
    cache.clear();
    emit("restart");
  }
  emit("status", status);
}

/** Fetches data that doesn't change while the sandbox runs (account, reference, presets) once. */
export async function constant(path) {
  if (!cache.has(path)) cache.set(path, get(path));
  try {
    return await cache.get(path);
  } catch (error) {
    cache.delete(path);
    throw error;
  }
}
