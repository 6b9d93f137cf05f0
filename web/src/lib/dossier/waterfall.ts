import type { ReasonShape } from '../shapes';

export interface Bar {
  reason: ReasonShape;
  /** Left edge and width in per cent of the drawing. */
  left: number;
  width: number;
  /** Where the sum stands after this reason, in per cent. */
  end: number;
}

export interface Waterfall {
  bars: Bar[];
  /** Where the base rate stands, in per cent. */
  base: number;
}

/**
 * Lay reasons out from the base rate to the total: each bar starts where the sum before it ended.
 *
 * The base itself is far to the left of everything else, so it is a line, not a bar.
 */
export function waterfall(reasons: readonly ReasonShape[]): Waterfall {
  const moving = reasons.filter((reason) => reason.kind !== 'base');
  let sum = 0;
  const steps = moving.map((reason) => {
    const from = sum;
    sum += reason.contribution;
    return { reason, from, to: sum };
  });
  const ends = [0, ...steps.map((step) => step.to)];
  const least = Math.min(...ends);
  const room = Math.max(...ends) - least || 1;
  const place = (value: number) => ((value - least) / room) * 100;
  const bars = steps.map(({ reason, from, to }) => ({
    reason,
    left: place(Math.min(from, to)),
    width: place(Math.max(from, to)) - place(Math.min(from, to)),
    end: place(to),
  }));
  return { bars, base: place(0) };
}

export const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
