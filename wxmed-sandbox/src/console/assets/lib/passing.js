// Times that are updated every second on the page, because the sandbox only reports changes.

const starts = new WeakMap();

function paint(element) {
  const { value, rate, text, at } = starts.get(element);
  const now = Math.max(0, value + ((performance.now() - at) / 1000) * rate);
  element.textContent = text(rate > 1 ? now : Math.floor(now));
  return rate < 0 && now === 0;
}

/** Shows the text of a value that changes by `rate` each second. */
export function passing(element, value, rate, text) {
  starts.set(element, { value, rate, text, at: performance.now() });
  element.dataset.passing = "";
  paint(element);
  return element;
}

const inside = (area) => [...area.querySelectorAll("[data-passing]")];

/** Updates the times. Returns whether one that decreases has reached 0. */
export const pass = (area) => inside(area).map(paint).some(Boolean);

/** Whether an area has such times. */
export const hasPassing = (area) => inside(area).length > 0;

/** Restarts the times of an area from those of another one with the same elements. */
export function goOnFrom(area, fresh) {
  const later = inside(fresh);
  inside(area).forEach((element, index) => starts.set(element, starts.get(later[index])));
  pass(area);
}
