import type { Spot } from './layout';

export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Pixels of a letter and of a line; names come in capitals. */
const LETTER = 7.4;
const LINE = 14;
const LONGEST = 24;
const AWAY = 18;

/** A name that fits beside its node. */
export const short = (label: string): string =>
  label.length > LONGEST ? `${label.slice(0, LONGEST - 1).trimEnd()}…` : label;

/** Give each spot a label where there is room: the party asked for first, then finds, then the rest. */
export function place(spots: readonly Spot[], size: { width: number; height: number }): void {
  const taken: Rectangle[] = spots.map(({ x, y }) => ({ left: x - 9, top: y - 9, right: x + 9, bottom: y + 9 }));
  const urgent = (spot: Spot): number => (spot === spots[0] ? 0 : spot.node.finds ? 1 : 2 + spot.node.depth);
  for (const spot of [...spots].sort((a, b) => urgent(a) - urgent(b))) {
    for (const label of around(spot, size.width)) {
      const area = areaOf(label);
      const inside = area.left >= 0 && area.right <= size.width && area.top >= 0 && area.bottom <= size.height;
      if (!inside || taken.some((other) => overlap(area, other))) continue;
      spot.label = label;
      taken.push(area);
      break;
    }
  }
}

/** Where a label of `spot` can stand, the side away from the middle first. */
export function around(spot: Spot, width: number): Label[] {
  const text = short(spot.node.label);
  const right: Label = { text, x: spot.x + AWAY, y: spot.y + 4, anchor: 'start' };
  const left: Label = { text, x: spot.x - AWAY, y: spot.y + 4, anchor: 'end' };
  const below: Label = { text, x: spot.x, y: spot.y + AWAY + 10, anchor: 'middle' };
  const above: Label = { text, x: spot.x, y: spot.y - AWAY - 2, anchor: 'middle' };
  return spot.x < width / 2 ? [left, below, above, right] : [right, below, above, left];
}

/** The area that a label covers. */
export function areaOf({ text, x, y, anchor }: Label): Rectangle {
  const wide = text.length * LETTER;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
  return { left, right: left + wide, top: y - LINE + 3, bottom: y + 3 };
}

export const overlap = (one: Rectangle, other: Rectangle): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
