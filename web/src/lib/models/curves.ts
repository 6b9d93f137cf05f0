import type { LiftPoint } from '../shapes';

/** A point with its interval, all on the unit square; without a figure, the interval alone. */
export interface Spot {
  x: number;
  y: number | null;
  low: number;
  high: number;
}

export interface Plot {
  spots: Spot[];
  /** Marks of both axes: where, and the share that it stands for. */
  marks: { at: number; share: number }[];
  /** Whether the diagonal means something. */
  even?: boolean;
}

/** A foretold share beside what was seen, whose upper limit may be missing. */
interface Foretold {
  predicted: number;
  found: { value: number | null; low: number; high: number | null };
}

const LEAST = 1e-5;
const DECADES = -Math.log10(LEAST);

/** Where a share lies on an axis from 0.001 % to 100 %, each power of ten as long as the next. */
export const onLog = (share: number): number => 1 + Math.log10(Math.max(share, LEAST)) / DECADES;

export function liftOf(points: LiftPoint[]): Plot {
  const spots = points.map(({ looked, found }) => ({
    x: looked,
    y: found.value,
    low: found.low,
    high: found.high,
  }));
  return {
    spots: [{ x: 0, y: 0, low: 0, high: 0 }, ...spots],
    marks: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ at: share, share })),
  };
}

export function reliabilityOf(bins: Foretold[]): Plot {
  return {
    spots: bins.map(({ predicted, found }) => ({
      x: onLog(predicted),
      y: found.value === null ? null : onLog(found.value),
      low: onLog(found.low),
      high: onLog(found.high ?? 1),
    })),
    marks: [1e-4, 1e-3, 1e-2, 1e-1, 1].map((share) => ({ at: onLog(share), share })),
  };
}
