// How long a program waited for a response that was delayed or not sent.

import { get, segment } from "./api.js";
import { complain } from "./notice.js";
import { seconds } from "./format.js";
import { t } from "./i18n.js";
import { on } from "./store.js";

/** What ended the wait, and when. */
export function waitText({ ended_by: end, elapsed_us: elapsed }) {
  return end === null ? t("wait.lasts") : t(`wait.${end}`, { seconds: seconds(elapsed) });
}

/** Calls a function when the wait of an exchange has ended, with the wait. The returned function stops that. */
export function onWaitEnd(one, call) {
  let isOpen = one.wait?.ended_by === null;
  const end = (wait) => {
    if (!isOpen || !wait || wait.ended_by === null) return;
    isOpen = false;
    call(wait);
  };
  const check = () => {
    if (isOpen) get(`/exchanges/${segment(one.number)}`).then(({ wait }) => end(wait), complain);
  };
  const stops = [
    on("updates", (list) => end(list.find(({ number }) => number === one.number)?.wait)),
    // A hidden page receives no events.
    on("connection", (isConnected) => isConnected && check()),
  ];
  // It may have ended since the exchange was fetched.
  check();
  return () => stops.forEach((stop) => stop());
}
