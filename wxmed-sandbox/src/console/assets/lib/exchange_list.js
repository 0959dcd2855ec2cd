// The exchanges in the list: those received from the event stream, and older ones that were fetched.

import { get, query as queryOf } from "./api.js";
import { state } from "./store.js";

// The sandbox keeps as many by default; older ones are dropped here, too.
const MOST = 10_000;
const PAGE = 1000;

/** The filter value for all outcomes except success. */
export const FAILURES = "failed";

const numberOf = (one) => one?.number ?? 0;
const last = (list) => list[list.length - 1];

/** The list, newest first. `chosen` is the filter. It may change at any time; `reload` applies it. */
export class ExchangeList {
  constructor(chosen) {
    Object.assign(this, { chosen, items: [], waiting: [], isPaused: false, isComplete: false });
    // The highest number that fetched lists cover.
    this.covered = 0;
    this.load = 0;
    // Whether the exchanges of a new filter have not been loaded yet. Until then, only streamed ones are in the list.
    this.isStale = false;
  }

  filter() {
    const { q, operation, outcome, origin } = this.chosen;
    return { q, operation, outcome, origin };
  }

  isFiltered() {
    return Object.values(this.filter()).some((text) => text !== "");
  }

  /**
   * Fetches matching exchanges, and whether these are all of them. Failures are all outcomes but success, and all
   * faults, so they are filtered here.
   */
  async fetch({ before = "", after = "" }) {
    const filter = this.filter();
    const areFailures = filter.outcome === FAILURES;
    if (areFailures) filter.outcome = "";
    for (;;) {
      const { exchanges } = await get(`/exchanges${queryOf({ ...filter, before, after, limit: PAGE })}`);
      const isWhole = exchanges.length < PAGE;
      const found = areFailures ? exchanges.filter((one) => one.outcome !== "success" || one.fault) : exchanges;
      if (found.length > 0 || isWhole) return { found, isWhole };
      before = last(exchanges).number;
    }
  }

  /**
   * Fetches the newest exchanges again. If the filter is the same, loaded older ones that follow without a gap are
   * kept.
   */
  async reload({ isSameFilter = false } = {}) {
    const load = (this.load += 1);
    this.isStale ||= !isSameFilter;
    const covered = state.last;
    const { found, isWhole } = await this.fetch({}).catch((error) => {
      // The error of an outdated request is of no interest.
      if (load === this.load) throw error;
      return {};
    });
    if (load !== this.load) return false;
    // Exchanges from the event stream in the meantime.
    const newest = numberOf(found[0]);
    const newer = this.isFiltered() ? [] : this.items.filter((one) => one.number > newest);
    const oldest = numberOf(last(found));
    const goesOn = !this.isStale && !isWhole && this.items.some((one) => one.number === oldest);
    this.isStale = false;
    const older = goesOn ? this.items.filter((one) => one.number < oldest) : [];
    this.items = newer.concat(found, older).slice(0, MOST);
    this.waiting = [];
    this.isComplete = isWhole || (goesOn && this.isComplete);
    this.covered = Math.max(covered, newest);
    // The response may be older than the last status.
    this.prune();
    return true;
  }

  /**
   * Fetches the exchanges since the last request, because only the sandbox can apply a filter. Returns how many were
   * added at the top.
   */
  async newer() {
    if (this.isStale) return 0;
    const load = this.load;
    const { last: covered } = state;
    const { found, isWhole: goesOn } = await this.fetch({ after: this.covered });
    // The filter may have changed during the request.
    if (load !== this.load || !this.isFiltered()) return 0;
    this.covered = Math.max(this.covered, covered, numberOf(found[0]));
    const fresh = found.filter((one) => one.number > numberOf(this.items[0]));
    Object.assign(this, { items: goesOn ? fresh.concat(this.items).slice(0, MOST) : found });
    this.isComplete &&= goesOn;
    return fresh.length;
  }

  /** The numbers of the neighbours within the filter; 0 if there is none. */
  async around(number) {
    const index = this.items.findIndex((one) => one.number === number);
    const isKnown = index >= 0 && index + 1 < this.items.length;
    const older = isKnown ? this.items[index + 1] : (await this.fetch({ before: number })).found[0];
    const newer = index > 0 ? this.items[index - 1] : last((await this.fetch({ after: number })).found);
    return { previous: numberOf(older), next: numberOf(newer) };
  }

  /** Fetches the exchanges missed while disconnected into `waiting`, below those that arrive meanwhile. */
  async catchUp() {
    const { load } = this;
    const newest = numberOf(this.waiting[0] ?? this.items[0]);
    const missed = [];
    for (let isWhole = false; !isWhole && missed.length < MOST; ) {
      const part = await this.fetch({ after: newest, before: last(missed)?.number ?? "" });
      missed.push(...part.found);
      ({ isWhole } = part);
    }
    if (load !== this.load || missed.length === 0) return;
    const newer = this.waiting.filter((one) => one.number > missed[0].number);
    const older = this.waiting.filter((one) => one.number <= newest);
    this.waiting = newer.concat(missed, older).slice(0, MOST);
  }

  /** Fetches older exchanges, if there are any. */
  async older() {
    const oldest = last(this.items);
    if (this.isComplete || this.isLoading || !oldest || this.items.length >= MOST) return false;
    this.isLoading = true;
    const load = this.load;
    try {
      const { found, isWhole } = await this.fetch({ before: oldest.number });
      // The list may have changed because of another filter.
      if (load !== this.load || last(this.items) !== oldest) return false;
      this.items.push(...found);
      this.isComplete = isWhole;
      return true;
    } finally {
      this.isLoading = false;
    }
  }

  /** Adds new exchanges, given oldest first. While paused, they wait. Returns how many were added at the top. */
  add(list) {
    const newest = numberOf(this.waiting[0] ?? this.items[0]);
    const fresh = list.filter((one) => one.number > newest).reverse();
    this.waiting = fresh.concat(this.waiting).slice(0, MOST);
    return this.isPaused ? 0 : this.take();
  }

  /** Replaces exchanges that have changed. Returns whether any is in the list. */
  update(list) {
    const fresh = new Map(list.map((one) => [one.number, one]));
    const replaced = (items) => items.map((one) => fresh.get(one.number) ?? one);
    const isListed = this.items.some((one) => fresh.has(one.number));
    Object.assign(this, { items: replaced(this.items), waiting: replaced(this.waiting) });
    return isListed;
  }

  take() {
    const count = this.waiting.length;
    if (count === 0) return 0;
    this.items = this.waiting.concat(this.items).slice(0, MOST);
    this.waiting = [];
    return count;
  }

  /** Clears the list and discards running fetches, for another sandbox or another filter. `reload` must follow. */
  forget() {
    this.load += 1;
    Object.assign(this, { items: [], waiting: [], isComplete: false, covered: 0, isStale: true });
  }

  /** Removes the exchanges that the sandbox no longer keeps. Returns whether the list has changed. */
  prune() {
    if (!state.status) return false;
    const { first, last: newest } = state.status;
    // Exchanges newer than the status are still kept.
    const isKept = (one) => one.number > newest || (first > 0 && one.number >= first);
    const isAllKept = (list) => list.length === 0 || (isKept(list[0]) && isKept(last(list)));
    if (!isAllKept(this.waiting)) this.waiting = this.waiting.filter(isKept);
    if (isAllKept(this.items)) return false;
    this.items = this.items.filter(isKept);
    return true;
  }
}
