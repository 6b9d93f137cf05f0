import { dayTime } from '../format.svelte';
import type { ScanShape } from '../shapes';

/** When and where a scan was made. */
export function scanName({ at, scanner, site }: ScanShape): string {
  return [dayTime(at), scanner, site].filter(Boolean).join(' · ');
}
