/** What a page shows, fetched from the node: what came last, and why nothing new did. */
export class Loaded<T> {
  found = $state.raw<T | null>(null);
  failure = $state.raw<unknown>(null);
  readonly #fetch: () => Promise<T>;

  constructor(fetch: () => Promise<T>) {
    this.#fetch = fetch;
  }

  /** Fetch it, or fetch it anew; on failure what was there stays. */
  load = async (): Promise<void> => {
    try {
      this.found = await this.#fetch();
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  };
}
