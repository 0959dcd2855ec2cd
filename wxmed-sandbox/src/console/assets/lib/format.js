// Times, durations and sizes for people.

import { locale, t } from "./i18n.js";

const formats = new Map();

function formatOf(options) {
  const key = locale() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), options));
  return formats.get(key);
}

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false };
const DAY = { year: "numeric", month: "2-digit", day: "2-digit" };

/** The time of day with milliseconds, in the reader's zone. */
export const clockTime = (at) => formatOf({ ...CLOCK, fractionalSecondDigits: 3 }).format(new Date(at));

/** Whether a time is today, in the reader's zone. */
export const isToday = (at) => new Date(at).toDateString() === new Date().toDateString();

/** The month and the day, in the reader's zone. */
export const monthAndDay = (at) => formatOf({ month: "short", day: "numeric" }).format(new Date(at));

/** The day and the time, in the reader's zone. */
export const dayAndTime = (at) => formatOf({ ...DAY, ...CLOCK }).format(new Date(at));

/** The day and the time with milliseconds, in the reader's zone. */
export const dayAndMilliseconds = (at) =>
  formatOf({ ...DAY, ...CLOCK, fractionalSecondDigits: 3 }).format(new Date(at));

/** A message of the platform without the ID of the request at its end. */
export const withoutRid = (message) => message.replace(/ rid: [0-9a-f-]+$/, "");

/** The reader's time zone. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function milliseconds(microseconds) {
  const value = microseconds / 1000;
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : String(Math.round(value));
}

/**
 * The duration of an exchange in milliseconds: until the response was sent, or until the program closed the connection.
 * “…” while it waits.
 */
export function duration({ wait, elapsed_us: processing }) {
  if (!wait) return milliseconds(processing);
  return wait.elapsed_us === null ? "…" : milliseconds(wait.elapsed_us);
}

/** Seconds with one decimal place, or with two below a second. */
export const seconds = (microseconds) => (microseconds / 1e6).toFixed(microseconds < 1e6 ? 2 : 1);

/** Formats a number of seconds in the largest units. */
export function span(seconds) {
  const parts = [
    ["span.days", Math.floor(seconds / 86400)],
    ["span.hours", Math.floor(seconds / 3600) % 24],
    ["span.minutes", Math.floor(seconds / 60) % 60],
    ["span.seconds", seconds % 60],
  ].filter(([, count]) => count > 0);
  return parts.length
    ? parts
        .slice(0, 2)
        .map(([key, count]) => t(key, { count }))
        .join(" ")
    : t("span.seconds", { count: 0 });
}

export const whole = (number) => number.toLocaleString(locale());

/** The name of a field's format. Those of dates and times are their layouts, in any language. */
export function formatName(format) {
  const key = `format.${format}`;
  const name = t(key);
  return name === key ? format : name;
}
