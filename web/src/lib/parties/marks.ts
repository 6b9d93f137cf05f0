import type { GraphNodeShape } from '../shapes';

export type Kind = GraphNodeShape['kind'];

/** Every kind of node, in the order of the legend. */
export const KINDS: readonly Kind[] = ['party', 'telephone', 'mailbox', 'domain', 'address'];

/** The outline of each kind about its centre, some 14 pixels wide: circle, square, diamond, triangle, house. */
export const OUTLINES: Readonly<Record<Kind, string>> = {
  party: 'M-8,0a8,8 0 1,0 16,0a8,8 0 1,0 -16,0Z',
  telephone: 'M-6,-6H6V6H-6Z',
  mailbox: 'M0,-8L8,0L0,8L-8,0Z',
  domain: 'M0,-8L8,6H-8Z',
  address: 'M0,-8L7,-1V7H-7V-1Z',
};

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';
const WAYS: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export const isDirection = (key: string): key is Direction => key in WAYS;

/** The nearest of `spots` from one of them in a direction; what lies aside counts the more, the flatter the way. */
export function next<T extends { x: number; y: number }>(
  spots: readonly T[],
  from: T,
  direction: Direction,
): T | undefined {
  const [dx, dy] = WAYS[direction];
  let best: T | undefined;
  let least = Infinity;
  for (const spot of spots) {
    const [x, y] = [spot.x - from.x, spot.y - from.y];
    const ahead = x * dx + y * dy;
    const cost = (x * x + y * y) / ahead;
    if (ahead > 0.5 && cost < least) [best, least] = [spot, cost];
  }
  return best;
}
