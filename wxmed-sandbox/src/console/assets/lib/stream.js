// The event stream of the sandbox. EventSource can't send a token, so the events are parsed here.

import { open } from "./api.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;

/**
 * Calls `on.exchanges(list)` with new exchanges, `on.updates(list)` with changed ones, `on.status(status)`,
 * `on.connection(isOpen)` and `on.refused(error)`. When a connection opens, pages must fetch the exchanges that they
 * missed. A hidden page closes its connection, because browsers allow only a few for each host.
 */
export function follow(on) {
  let pause = FIRST_PAUSE;
  let abort = null;
  let isStopped = false;

  async function run() {
    while (!isStopped && !document.hidden) {
      abort = new AbortController();
      try {
        const response = await open("GET", "/events", undefined, abort.signal);
        on.connection(true);
        pause = FIRST_PAUSE;
        await read(response.body.getReader(), on);
      } catch (error) {
        if (error.name !== "AbortError" && error.status === 403) on.refused(error);
      }
      abort = null;
      if (isStopped || document.hidden) break;
      on.connection(false);
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  let running = run();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      abort?.abort();
    } else if (!isStopped) {
      running = running.then(run);
    }
  });
  addEventListener("pagehide", () => {
    isStopped = true;
    abort?.abort();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      isStopped = false;
      running = running.then(run);
    }
  });
}

async function read(reader, on) {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const events = text.split("\n\n");
    text = events.pop();
    events.forEach((event) => take(event, on));
  }
}

function take(event, on) {
  const name = /^event: (.*)$/m.exec(event)?.[1];
  const data = /^data: (.*)$/m.exec(event)?.[1];
  if (!data) return;
  const value = JSON.parse(data);
  if (name === "exchanges") on.exchanges(value.exchanges);
  if (name === "updates") on.updates(value.exchanges);
  if (name === "status") on.status(value);
}
