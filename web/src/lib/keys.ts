import { preferences } from './preferences.svelte';

const TYPING = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]';

/**
 * The shortcut that a key press means, or an empty text.
 *
 * Letters count only while single-key shortcuts are on (WCAG 2.1.4), outside text fields and open
 * dialogues; arrows and the like belong to the part that has the focus.
 */
export function shortcut(event: KeyboardEvent): string {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return '';
  const target = event.target instanceof Element ? event.target : null;
  if (document.querySelector('dialog[open]')) return '';
  if (event.key === 'Escape') return 'Escape';
  if (target?.closest(TYPING) || event.key.length !== 1) return '';
  return preferences.singleKeys ? event.key.toLowerCase() : '';
}

/** Move the focus `by` places among elements, and to the first where none of them has it. */
export function walk(among: Iterable<HTMLElement | null>, by: number): void {
  const all = [...among];
  const at = all.findIndex((one) => one !== null && one === document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))]?.focus();
}
