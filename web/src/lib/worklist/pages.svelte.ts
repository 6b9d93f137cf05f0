import type { WorkPage, WorkRow } from '../shapes';
import { PAGE, pagesFor, type Window } from './window';

/** Pages kept in memory: 8,000 rows, whatever the length of the list. */
const KEPT = 40;

export type Fetch = (offset: number, limit: number, signal: AbortSignal) => Promise<WorkPage>;

/**
 * The work list as a window on the node: pages are fetched when they come near the view, those
 * that scrolled away before they arrived are cancelled, and old rows stay until new ones are here.
 */
export class Pages {
  total = $state(0);
  asOf = $state<string | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  #changes = $state(0);
  #pages = new Map<number, WorkRow[]>();
  #stale = new Set<number>();
  #underway = new Map<number, AbortController>();
  #fetch: Fetch;
  #fresh = true;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** The row at `index` of the whole list, once it is here. */
  row(index: number): WorkRow | undefined {
    void this.#changes;
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Where a box stands, among the pages that are here. */
  find(boxId: string): number | undefined {
    for (const [page, rows] of this.#pages) {
      const index = rows.findIndex((row) => row.box_id === boxId);
      if (index >= 0) return page * PAGE + index;
    }
    return undefined;
  }

  /** Ask for another list (new filters or order). */
  reset(fetch: Fetch): void {
    for (const controller of this.#underway.values()) controller.abort();
    this.#underway.clear();
    this.#fetch = fetch;
    this.#fresh = true;
    this.state = 'loading';
  }

  /** Ask again for what is shown: a row may have been changed by us or by another officer. */
  refresh(seen: Window): void {
    this.#stale = new Set(this.#pages.keys());
    this.want(seen, 0);
  }

  /** See to it that the rows of `seen` are here or underway, and nothing else is. */
  want(seen: Window, direction: number): void {
    const pages = this.#fresh ? pagesFor(seen, 0, 1) : pagesFor(seen, direction, this.total);
    for (const [page, controller] of this.#underway) {
      if (pages.includes(page)) continue;
      controller.abort();
      this.#underway.delete(page);
    }
    for (const page of pages) {
      const here = this.#pages.has(page) && !this.#fresh && !this.#stale.has(page);
      if (!here && !this.#underway.has(page)) void this.#load(page);
    }
  }

  async #load(page: number): Promise<void> {
    const controller = new AbortController();
    this.#underway.set(page, controller);
    try {
      const answer = await this.#fetch(page * PAGE, PAGE, controller.signal);
      if (!controller.signal.aborted) this.#accept(page, answer);
    } catch (error) {
      if (controller.signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    } finally {
      if (this.#underway.get(page) === controller) this.#underway.delete(page);
    }
  }

  #accept(page: number, answer: WorkPage): void {
    if (this.#fresh) {
      this.#pages.clear();
      this.#stale.clear();
      this.#fresh = false;
    }
    this.#stale.delete(page);
    this.#pages.delete(page); // Set again below: the map's order is the order of arrival.
    this.#pages.set(page, answer.rows);
    for (const old of [...this.#pages.keys()].slice(0, -KEPT)) this.#pages.delete(old);
    this.total = answer.total;
    this.asOf = answer.as_of;
    this.state = 'ready';
    this.#changes += 1;
  }
}
