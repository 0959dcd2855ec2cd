// What the page knows of the sandbox. Pages listen to it; nothing else is shared between them.

import { get } from "./api.js";
import { follow } from "./stream.js";

const listeners = { exchanges: new Set(), status: new Set(), connection: new Set(), paused: new Set() };
export const state = { status: null, last: 0, isConnected: false, isPaused: false, refusal: null };
const cache = new Map();

/** Calls a function when something of a kind happens; the function that is returned ends that. */
export function on(kind, listener) {
  listeners[kind].add(listener);
  return () => listeners[kind].delete(listener);
}

const emit = (kind, value) => listeners[kind].forEach((listener) => listener(value));

/** Whether the list of exchanges takes in new ones. */
export function setPaused(isPaused) {
  state.isPaused = isPaused;
  emit("paused", isPaused);
}

/** Calls a function with all values of a frame at once: events that come together are drawn once. */
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

/** Begins to follow the sandbox. */
export function start() {
  const news = perFrame((all) => {
    const list = all.flatMap((one) => one.exchanges ?? []);
    const status = all.findLast((one) => one.status)?.status;
    if (list.length > 0) {
      state.last = Math.max(state.last, list[list.length - 1].number);
      emit("exchanges", list);
    }
    if (status) take(status);
  });
  follow({
    exchanges: (exchanges) => news({ exchanges }),
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

function take(status) {
  // Numbers never go back, so this is another sandbox on the same port.
  const isAnother = status.last < state.last;
  if (isAnother) cache.clear();
  state.last = status.last;
  state.status = status;
  state.refusal = null;
  emit("status", { ...status, isAnother });
}

/** What does not change while the sandbox runs: account, reference, presets. It is fetched once. */
export async function constant(path) {
  if (!cache.has(path)) cache.set(path, get(path));
  try {
    return await cache.get(path);
  } catch (error) {
    cache.delete(path);
    throw error;
  }
}
