/** What a page shows, fetched from the node: what came last, and why nothing new did. */
export class Loaded<T> {
  found = $state.raw<T | null>(null);
  failure = $state.raw<unknown>(null);
  readonly #fetch: () => Promise<T>;
  #last = 0;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  /** Fetch it, or fetch it anew; on failure what was there stays. What was asked last counts. */
  load = async (): Promise<void> => {
    const own = ++this.#last;
    try {
      const found = await this.#fetch();
      if (own !== this.#last) return;
      this.found = found;
      this.failure = null;
    } catch (error) {
      if (own === this.#last) this.failure = error;
    }
  };
}
