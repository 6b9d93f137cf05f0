import type { ProfileText } from '../shapes';

/** Texts that were left before they were saved, by the address they belong to, while the page is open. */
const left = new Map<string, ProfileText>();

export function leave(code: string, text: ProfileText | null): void {
  if (text) left.set(code, text);
  else left.delete(code);
}

export const unsaved = (code: string): ProfileText | undefined => left.get(code);
