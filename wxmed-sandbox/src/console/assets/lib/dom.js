// Creates elements. Data from requests only becomes text nodes: markup is never parsed.

import { markLanguage } from "./foreign.js";

const PROPERTIES = new Set([
  "value",
  "checked",
  "disabled",
  "selected",
  "hidden",
  "open",
  "htmlFor",
  "tabIndex",
  "readOnly",
]);

/**
 * Creates an element. `on` has listeners; `class`, `data-…`, `aria-…` and others are attributes; children are nodes or
 * texts.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (PROPERTIES.has(name)) {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

// A name of several words, such as that of a field. It may be broken after an underscore, but not inside a word.
const NAME = /^(?:[a-z\d.[\]]{1,20}_){1,8}[a-z\d.[\]]{1,20}$/i;

/** Appends nodes and texts; `null`, `undefined` and `false` are skipped. */
export function append(element, children) {
  const isCode = element.tagName === "CODE";
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    if (child instanceof Node) element.append(child);
    else if (isCode && NAME.test(child)) appendName(element, child);
    else element.append(String(child));
  }
  markLanguage(element);
}

function appendName(element, name) {
  name.split(/(?<=_)/).forEach((part, index) => {
    if (index > 0) element.append(document.createElement("wbr"));
    element.append(part);
  });
}

/** Replaces all children. */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Sets the text if it differs: setting the same text would count as a mutation. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets an attribute if the value differs. */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

let count = 0;

/** An ID that no other element has. */
export function uniqueId(prefix) {
  count += 1;
  return `${prefix}-${count}`;
}

/** Calls a function this time after the last of several calls. */
export function debounced(milliseconds, call) {
  let timer = 0;
  const later = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), milliseconds);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

/** Calls a function immediately, but at most once in this time. The last call is never lost. */
export function throttled(milliseconds, call) {
  let timer = 0;
  let isWaiting = false;
  const run = () => {
    if (timer) {
      isWaiting = true;
      return;
    }
    call();
    timer = setTimeout(() => {
      timer = 0;
      if (isWaiting) {
        isWaiting = false;
        run();
      }
    }, milliseconds);
  };
  run.cancel = () => {
    clearTimeout(timer);
    timer = 0;
    isWaiting = false;
  };
  return run;
}
