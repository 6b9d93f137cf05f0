import { api } from '../client';
import { speech } from '../i18n/index.svelte';
import type { ReasonsShape } from '../shapes';

const NONE: ReasonsShape = {
  skip: {},
  delay: {},
  override: {},
  detention: {},
  lifting: {},
  place: {},
};

/** The coded reasons in the language in force, asked for once each. */
class Reasons {
  #lists = $state.raw<Record<string, ReasonsShape>>({});
  #asked = new Set<string>();

  get current(): ReasonsShape {
    return this.#lists[speech.language] ?? NONE;
  }

  /** Ask for the lists of the language in force; without them a form has no reasons to offer. */
  load(): void {
    const language = speech.language;
    if (this.#asked.has(language)) return;
    this.#asked.add(language);
    void api.reasons().then(
      (found) => (this.#lists = { ...this.#lists, [language]: found }),
      () => this.#asked.delete(language),
    );
  }
}

export const reasons = new Reasons();
