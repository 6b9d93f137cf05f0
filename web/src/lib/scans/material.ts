/** Material and mass from two energies, by the node's calibration curves. */

import type { MaterialsShape } from '../shapes';
import type { Cells } from './measuring';
import type { Layer } from './pyramid';

export type MaterialClass = 'organic' | 'mixed' | 'metal' | 'dense_metal';
export const CLASSES: readonly MaterialClass[] = ['organic', 'mixed', 'metal', 'dense_metal'];

const FULL = 65535;
/** Effective atomic numbers at which a class ends, as is customary for cargo. */
const BOUNDS = [10, 18, 40];
/** Attenuation below which a number would be noise. */
const FAINTEST = 0.02;
/** Of a rectangle more pixels than this are not read one by one but every so many. */
const MOST = 1_000_000;

/** The class of an effective atomic number. */
export function classOf(number: number): MaterialClass {
  return CLASSES[BOUNDS.filter((bound) => number >= bound).length]!;
}

export interface Matter {
  /** Effective atomic number; NaN where there is nothing or too little signal. */
  number: number;
  /** g/cm²; NaN where there is too little signal. */
  depth: number;
}

/** Both energies of one scan, of one size, and what reads them. */
export interface Pair {
  low: Layer;
  high: Layer;
  curves: Curves;
}

/** Calibration curves, ready to be asked for each pixel. */
export class Curves {
  /** Where each share of the open beam lies on the grid of the high energy. */
  private readonly places = new Float32Array(FULL + 1);

  constructor(readonly shape: MaterialsShape) {
    for (let pixel = 0; pixel <= FULL; pixel += 1) {
      this.places[pixel] = placed(shape.grid, attenuation(pixel));
    }
  }

  /** Read one pixel of 16 bits of each energy. */
  read(low: number, high: number): Matter {
    if (!low || !high) return { number: NaN, depth: NaN };
    return this.at(attenuation(low), this.places[high]!, attenuation(high));
  }

  /** Read -ln of both transmissions. */
  of(low: number, high: number): Matter {
    return this.at(low, placed(this.shape.grid, high), high);
  }

  /** As the node's `dual.invert`: the first two wedges between which the low energy lies. */
  private at(low: number, place: number, high: number): Matter {
    const { shape } = this;
    const cell = Math.min(Math.floor(place), shape.grid.length - 2);
    const part = place - cell;
    const between = (row: number[]): number => row[cell]! * (1 - part) + row[cell + 1]! * part;
    let wedge = 0;
    while (wedge < shape.low.length - 2 && low < between(shape.low[wedge + 1]!)) wedge += 1;
    const left = between(shape.low[wedge]!);
    const right = between(shape.low[wedge + 1]!);
    const share = left === right ? 0 : Math.min(Math.max((left - low) / (left - right), 0), 1);
    const mixed = (one: number, other: number): number => one * (1 - share) + other * share;
    return {
      number:
        high < FAINTEST ? NaN : mixed(shape.numbers[wedge]!, shape.numbers[wedge + 1]!),
      depth: mixed(
        between(shape.areal_density[wedge]!),
        between(shape.areal_density[wedge + 1]!),
      ),
    };
  }
}

export interface Weighed {
  /** Mean g/cm². */
  depth: number;
  /** Of the mean attenuation of both energies; absent where there is nothing to class. */
  kind?: MaterialClass;
  /** Absent where the scan does not tell its geometry. */
  kg?: number;
}

/** Weigh a part of a scan; what shows too little signal is left out. */
export function weighed(
  { low, high, curves }: Pair,
  { columns: [left, right], rows: [top, bottom] }: Cells,
): Weighed {
  const { rays } = curves.shape;
  const stride = Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / MOST));
  let count = 0;
  let depths = 0;
  let mass = 0;
  let lows = 0;
  let highs = 0;
  for (let y = top; y < bottom; y += stride) {
    const slope = rays ? rays.lowest + rays.step * (high.height - 1 - y) : 0;
    const oblique = Math.hypot(1, slope);
    for (let x = left; x < right; x += stride) {
      const at = y * high.width + x;
      const [one, other] = [low.pixels[at]!, high.pixels[at]!];
      const { depth } = curves.read(one, other);
      if (Number.isNaN(depth)) continue;
      count += 1;
      depths += depth;
      mass += depth / oblique;
      lows += attenuation(one);
      highs += attenuation(other);
    }
  }
  const { number } = curves.of(lows / count, highs / count);
  return {
    depth: depths / count,
    ...(Number.isNaN(number) ? {} : { kind: classOf(number) }),
    ...(rays ? { kg: mass * rays.pixel_kg * stride * stride } : {}),
  };
}

/** Where a value lies on a rising grid: its cell and the part of it. */
function placed(grid: number[], value: number): number {
  let [low, high] = [0, grid.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (grid[middle]! <= value) low = middle;
    else high = middle;
  }
  return low + (value - grid[low]!) / (grid[low + 1]! - grid[low]!);
}

function attenuation(pixel: number): number {
  return -Math.log(Math.max(pixel, 1) / FULL);
}
