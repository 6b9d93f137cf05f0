/** The colours of materials, laid out for the graphics processor. */

import { CLASSES, classOf, type Curves, type MaterialClass } from './material';

/** Which materials keep their colour. */
export type Kept = 'all' | 'organic' | 'metal';
export const KEPT: readonly Kept[] = ['all', 'organic', 'metal'];

type Colour = readonly [number, number, number];

/** Organic orange, mixed green, metal blue, as is customary; dense metal apart from these. */
export const COLOURS: Record<MaterialClass, Colour> = {
  organic: [242, 140, 40],
  mixed: [70, 175, 75],
  metal: [60, 120, 230],
  dense_metal: [190, 60, 200],
};
/** Effective atomic numbers at which a class has its pure colour. */
const PURE = [7, 13, 26, 60];
const PALE: Colour = [255, 255, 255];

/** Columns by the root of the high energy's attenuation, rows by the ratio of both. */
export const WIDTH = 256;
export const HEIGHT = 128;
/** -ln of one count of 65,535: no pixel attenuates more. */
const DEEPEST = Math.log(65535);

export interface Hues {
  /** Red, green, blue, and how sure the colour is. */
  colours: Uint8Array;
  /** Ratios of low to high attenuation of the first and the last row. */
  least: number;
  most: number;
}

/** Lay out the colour of each pair of attenuations; what is not `kept` pales. */
export function hues(curves: Curves, kept: Kept): Hues {
  const [least, most] = ratios(curves);
  const colours = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y += 1) {
    const ratio = least + ((most - least) * y) / (HEIGHT - 1);
    for (let x = 0; x < WIDTH; x += 1) {
      const high = DEEPEST * (x / (WIDTH - 1)) ** 2;
      const { number } = curves.of(ratio * high, high);
      const sure = certainty(high);
      const colour = Number.isNaN(number) || !keeps(kept, number) ? PALE : colourOf(number);
      colours.set([...colour, Math.round(255 * sure)], (y * WIDTH + x) * 4);
    }
  }
  return { colours, least, most };
}

/** Thin loads are mostly noise, and behind deep ones too little is left to tell. */
function certainty(high: number): number {
  return smooth(0.05, 0.35, high) * (1 - smooth(8, 10, high));
}

function keeps(kept: Kept, number: number): boolean {
  const kind = classOf(number);
  if (kept === 'organic') return kind === 'organic';
  return kept === 'all' || kind === 'metal' || kind === 'dense_metal';
}

function colourOf(number: number): Colour {
  const above = PURE.findIndex((pure) => number < pure);
  if (above === 0) return COLOURS.organic;
  if (above < 0) return COLOURS.dense_metal;
  const [from, to] = [PURE[above - 1]!, PURE[above]!];
  const part = smooth(0.25, 0.75, (number - from) / (to - from));
  const [one, other] = [COLOURS[CLASSES[above - 1]!], COLOURS[CLASSES[above]!]];
  return one.map((value, at) => Math.round(value + (other[at]! - value) * part)) as unknown as Colour;
}

function ratios({ shape }: Curves): [number, number] {
  const found = shape.low.flatMap((row) =>
    row.flatMap((low, at) => (shape.grid[at]! > 0.1 ? [low / shape.grid[at]!] : [])),
  );
  const [least, most] = [Math.min(...found), Math.max(...found)];
  const margin = (most - least) * 0.1;
  return [least - margin, most + margin];
}

function smooth(from: number, to: number, value: number): number {
  const part = Math.min(Math.max((value - from) / (to - from), 0), 1);
  return part * part * (3 - 2 * part);
}
