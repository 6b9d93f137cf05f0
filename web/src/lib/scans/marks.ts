/** What is drawn on a picture: regions with a number or letter, so that colour never tells alone. */

import type { RegionShape } from '../shapes';

export interface Mark {
  key: string;
  /** Who drew it; each has a line of its own. */
  kind: 'finding' | 'note' | 'open' | 'inserted';
  region: RegionShape;
  label: string;
  /** It is the one that is being looked at. */
  chosen: boolean;
}
