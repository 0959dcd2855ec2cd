// Times that go on while they are shown. The sandbox is not asked for them: it tells of changes, not of each second.

const starts = new WeakMap();

function paint(element) {
  const { value, rate, text, at } = starts.get(element);
  const now = Math.max(0, value + ((performance.now() - at) / 1000) * rate);
  element.textContent = text(rate > 1 ? now : Math.floor(now));
  return rate < 0 && now === 0;
}

/** Has an element show the text of a value that changes by a rate each second, from now on. */
export function passing(element, value, rate, text) {
  starts.set(element, { value, rate, text, at: performance.now() });
  element.dataset.passing = "";
  paint(element);
  return element;
}

const inside = (area) => [...area.querySelectorAll("[data-passing]")];

/** Shows the times of now. Returns whether one of those that go down has come to its end. */
export const pass = (area) => inside(area).map(paint).some(Boolean);

/** Whether there are any. */
export const hasPassing = (area) => inside(area).length > 0;

/** Has the times of an area go on from those of another one with the same elements. */
export function goOnFrom(area, fresh) {
  const later = inside(fresh);
  inside(area).forEach((element, index) => starts.set(element, starts.get(later[index])));
  pass(area);
}
