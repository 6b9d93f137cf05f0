import { dayTime } from '../format.svelte';
import type { ScanShape } from '../shapes';

/** When and where a scan was made, and by whom where that was somebody else. */
export function scanName({ at, scanner, site, origin }: ScanShape): string {
  return [dayTime(at), scanner, site, origin].filter(Boolean).join(' · ');
}
