import { describe, expect, it } from 'vitest';
import { across, bay, rowAndTier } from '../src/lib/dossier/bay';
import type { BerthShape } from '../src/lib/shapes';

const berth = (row: number, tier: number, neighbours: [number, number][] = []): BerthShape => ({
  cell: '0140882',
  bay: 14,
  row,
  tier,
  on_deck: tier > 70,
  reach: 'at_hand',
  planned: '',
  sailed: true,
  aboard: 1,
  others: 0,
  as_reachable: 0,
  position: 1,
  neighbours: neighbours.map(([r, t]) => ({ row: r, tier: t, reefer: false, empty: false })),
});

describe('a bay', () => {
  it('has even rows to port and odd ones to starboard', () => {
    expect(across([4])).toEqual([4, 2, 1, 3]);
    expect(across([0, 3])).toEqual([2, 0, 1, 3]);
  });

  it('stacks tiers upwards, the hold under the hatch covers', () => {
    const drawn = bay(berth(2, 84, [[1, 4]]), null);
    expect(drawn.tiers.map((tier) => tier.name)).toEqual(['84', '82', '04', '02']);
    expect(drawn.hatch).not.toBeNull();
    expect(drawn.at(2, 84).y).toBeLessThan(drawn.at(2, 82).y);
    expect(drawn.at(1, 2).y).toBeGreaterThan(drawn.hatch ?? 0);
  });

  it('has a place for every box, whatever the plan says', () => {
    const drawn = bay(berth(12, 83, [[11, 84], [0, 72], [7, 3], [7, 3]]), [5, 6]);
    for (const [row, tier] of [[12, 83], [11, 84], [0, 72], [7, 3], [5, 6]] as const) {
      expect(drawn.places).toContainEqual(drawn.at(row, tier));
    }
    expect(new Set(drawn.places.map(({ x, y }) => `${x} ${y}`)).size).toBe(drawn.places.length);
  });

  it('reads row and tier from the end of a place', () => {
    expect(rowAndTier('0140882')).toEqual([8, 82]);
    expect(rowAndTier('140882')).toEqual([8, 82]);
  });
});
