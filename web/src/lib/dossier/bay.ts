import type { BerthShape, NeighbourShape } from '../shapes';

/** Side of a place in the drawing. */
export const SIDE = 15;

const LOWEST_ON_DECK = 70;
const DECK_FROM = 82;
const HOLD_FROM = 2;
/** Between the lowest tier on deck and the highest below: the hatch covers. */
const HATCH = 8;
const EDGE = 22;

export interface Spot {
  x: number;
  y: number;
}

export interface Bay {
  width: number;
  height: number;
  places: Spot[];
  rows: { x: number; name: string }[];
  tiers: { y: number; name: string }[];
  /** Height of the hatch covers; null where only one side of them is drawn. */
  hatch: number | null;
  at: (row: number, tier: number) => Spot;
}

/** Row and tier of a place as it is written: bay, row and tier. */
export const rowAndTier = (cell: string): [number, number] => [
  Number(cell.slice(-4, -2)),
  Number(cell.slice(-2)),
];

/** Rows from port to starboard, as one looks forward: 04, 02, 00, 01, 03. */
export function across(rows: readonly number[]): number[] {
  const widest = Math.max(2, ...rows);
  const middle = rows.includes(0) ? [0] : [];
  const port: number[] = [];
  const starboard: number[] = [];
  for (let row = 1; row <= widest; row += 1) (row % 2 ? starboard : port).push(row);
  return [...port.reverse(), ...middle, ...starboard];
}

/** Tiers from the highest that is taken down to `from`, by two; odd ones where a plan has some. */
function steps(from: number, tiers: readonly number[]): number[] {
  if (!tiers.length) return [];
  const all = new Set(tiers);
  for (let tier = from; tier < Math.max(...tiers); tier += 2) all.add(tier);
  return [...all].sort((one, other) => other - one);
}

/** Lay out the bay of a box, seen from aft: the places that a ship of the plan's breadth has. */
export function bay(berth: BerthShape, planned: [number, number] | null): Bay {
  const boxes: Pick<NeighbourShape, 'row' | 'tier'>[] = [berth, ...berth.neighbours];
  if (planned) boxes.push({ row: planned[0], tier: planned[1] });
  const rows = across(boxes.map((box) => box.row));
  const tiers = boxes.map((box) => box.tier);
  const deck = steps(DECK_FROM, tiers.filter((tier) => tier >= LOWEST_ON_DECK));
  const hold = steps(HOLD_FROM, tiers.filter((tier) => tier < LOWEST_ON_DECK));
  const gap = deck.length && hold.length ? HATCH : 0;
  const x = (row: number): number => EDGE + rows.indexOf(row) * SIDE;
  const y = (tier: number): number => {
    const above = deck.indexOf(tier);
    return above >= 0 ? above * SIDE : deck.length * SIDE + gap + hold.indexOf(tier) * SIDE;
  };
  const all = [...deck, ...hold];
  return {
    width: EDGE + rows.length * SIDE + 2,
    height: all.length * SIDE + gap + EDGE,
    places: all.flatMap((tier) => rows.map((row) => ({ x: x(row), y: y(tier) }))),
    rows: rows.map((row) => ({ x: x(row) + SIDE / 2, name: String(row).padStart(2, '0') })),
    tiers: all.map((tier) => ({ y: y(tier) + SIDE / 2, name: String(tier).padStart(2, '0') })),
    hatch: gap ? deck.length * SIDE + gap / 2 : null,
    at: (row, tier) => ({ x: x(row), y: y(tier) }),
  };
}
