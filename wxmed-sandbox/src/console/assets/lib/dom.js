// Makes elements. Whatever a request contains becomes text here and nothing else: no markup is ever parsed.

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

/** An element. `on` holds listeners; `class`, `data-…`, `aria-…` and the like are attributes; children are nodes or texts. */
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

/** Adds nodes and texts; `null`, `undefined` and `false` are left out. */
export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Puts other children in the place of those that are there. */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Another text, if it is another one: the same text would be a change, too. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Another value of an attribute, if it is another one. */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

let count = 0;

/** A name that no other element has. */
export function uniqueId(prefix) {
  count += 1;
  return `${prefix}-${count}`;
}

/** Calls a function some time after the last of several calls. */
export function debounced(milliseconds, call) {
  let timer = 0;
  const later = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), milliseconds);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

/** Calls a function at once, and no more often than that; the last call is never lost. */
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
