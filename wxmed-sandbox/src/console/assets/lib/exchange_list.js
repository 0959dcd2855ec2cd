// The exchanges that the list shows: those that came by themselves, and older ones that were fetched.

import { get, query as queryOf } from "./api.js";
import { state } from "./store.js";

// As many as the sandbox keeps by default; older ones are dropped here, too.
const MOST = 10_000;
const PAGE = 1000;

/** The value of the filter's outcome that stands for all but success. */
export const FAILURES = "failed";

const numberOf = (one) => one?.number ?? 0;
const last = (list) => list[list.length - 1];

/** Newest first. `chosen` has the filter, which may change at any time; `reload` takes it up. */
export class ExchangeList {
  constructor(chosen) {
    Object.assign(this, { chosen, items: [], waiting: [], isPaused: false, isComplete: false });
    // Up to which number the sandbox was asked.
    this.asked = 0;
    this.load = 0;
    // Whether those of this filter have not come yet: there is at most what came by itself since.
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
   * Those that fit, and whether there are no more of them. Failures are all outcomes but one, and all faults, so they are
   * told apart here.
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

  /** Fetches the newest again. Those that go on from them are kept if the filter is the same. */
  async reload({ isSameFilter = false } = {}) {
    const load = (this.load += 1);
    this.isStale ||= !isSameFilter;
    const asked = state.last;
    const { found, isWhole } = await this.fetch({}).catch((error) => {
      // What is no longer wanted need not be complained of.
      if (load === this.load) throw error;
      return {};
    });
    if (load !== this.load) return false;
    // What came by itself in the meantime.
    const newest = numberOf(found[0]);
    const newer = this.isFiltered() ? [] : this.items.filter((one) => one.number > newest);
    const oldest = numberOf(last(found));
    const goesOn = !this.isStale && !isWhole && this.items.some((one) => one.number === oldest);
    this.isStale = false;
    const older = goesOn ? this.items.filter((one) => one.number < oldest) : [];
    this.items = newer.concat(found, older).slice(0, MOST);
    this.waiting = [];
    this.isComplete = isWhole || (goesOn && this.isComplete);
    this.asked = Math.max(asked, newest);
    // The response may be older than what the sandbox has said since.
    this.prune();
    return true;
  }

  /**
   * Of a filter, only the sandbox knows what belongs to it: fetches those that came since it was asked last. Returns how
   * many are at the top now.
   */
  async newer() {
    if (this.isStale) return 0;
    const load = this.load;
    const { last: asked } = state;
    const { found, isWhole: goesOn } = await this.fetch({ after: this.asked });
    // The filter may have changed while the sandbox was asked.
    if (load !== this.load || !this.isFiltered()) return 0;
    this.asked = Math.max(this.asked, asked, numberOf(found[0]));
    const fresh = found.filter((one) => one.number > numberOf(this.items[0]));
    Object.assign(this, { items: goesOn ? fresh.concat(this.items).slice(0, MOST) : found });
    this.isComplete &&= goesOn;
    return fresh.length;
  }

  /** The numbers before and after one among those that the filter has; 0 where there is none. */
  async around(number) {
    const place = this.items.findIndex((one) => one.number === number);
    const isKnown = place >= 0 && place + 1 < this.items.length;
    const older = isKnown ? this.items[place + 1] : (await this.fetch({ before: number })).found[0];
    const newer = place > 0 ? this.items[place - 1] : last((await this.fetch({ after: number })).found);
    return { previous: numberOf(older), next: numberOf(newer) };
  }

  /** Lets those wait that came while nobody listened, below those that come while they are fetched. */
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

  /** Fetches older ones, if there are any. */
  async older() {
    const oldest = last(this.items);
    if (this.isComplete || this.isLoading || !oldest || this.items.length >= MOST) return false;
    this.isLoading = true;
    const load = this.load;
    try {
      const { found, isWhole } = await this.fetch({ before: oldest.number });
      // There may be others by now, of another filter.
      if (load !== this.load || last(this.items) !== oldest) return false;
      this.items.push(...found);
      this.isComplete = isWhole;
      return true;
    } finally {
      this.isLoading = false;
    }
  }

  /** Takes new ones in, oldest first, or lets them wait. Returns how many are at the top now. */
  add(list) {
    const newest = numberOf(this.waiting[0] ?? this.items[0]);
    const fresh = list.filter((one) => one.number > newest).reverse();
    this.waiting = fresh.concat(this.waiting).slice(0, MOST);
    return this.isPaused ? 0 : this.take();
  }

  take() {
    const count = this.waiting.length;
    if (count === 0) return 0;
    this.items = this.waiting.concat(this.items).slice(0, MOST);
    this.waiting = [];
    return count;
  }

  /** Forgets all, what is being fetched included: it is another sandbox, or another filter. `reload` must follow. */
  forget() {
    this.load += 1;
    Object.assign(this, { items: [], waiting: [], isComplete: false, asked: 0, isStale: true });
  }

  /** Forgets what the sandbox has forgotten. Returns whether the list is another one. */
  prune() {
    if (!state.status) return false;
    const { first, last: newest } = state.status;
    // Later ones than the status knows of were not forgotten.
    const isKept = (one) => one.number > newest || (first > 0 && one.number >= first);
    const isAllKept = (list) => list.length === 0 || (isKept(list[0]) && isKept(last(list)));
    if (!isAllKept(this.waiting)) this.waiting = this.waiting.filter(isKept);
    if (isAllKept(this.items)) return false;
    this.items = this.items.filter(isKept);
    return true;
  }
}
