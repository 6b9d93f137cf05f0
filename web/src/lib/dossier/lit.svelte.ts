import { getContext, setContext } from 'svelte';
import { fieldKey, rests } from './fields';

/** The fields that light up because a person points at a reason that rests on them. */
class Lit {
  #fields = $state.raw<readonly string[]>([]);
  #index = $state<number | null>(null);

  /** Light `fields`; with `index`, only those of that goods line or container. */
  show(fields: readonly string[], index: number | null = null): void {
    this.#fields = fields.map(fieldKey);
    this.#index = index;
  }

  clear(): void {
    this.#fields = [];
  }

  has(key: string, index: number | null): boolean {
    const meant = index === null || this.#index === null || index === this.#index;
    return meant && rests(key, this.#fields);
  }
}

const NAME = 'lit';

export const provideLit = (): Lit => setContext(NAME, new Lit());
export const useLit = (): Lit => getContext<Lit>(NAME);
