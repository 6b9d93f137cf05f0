export interface Bar<T> {
  part: T;
  /** What it adds to the sum. */
  value: number;
  /** Left edge and width in per cent of the drawing. */
  left: number;
  width: number;
  /** Where the sum stands after this part, in per cent. */
  end: number;
}

export interface Waterfall<T> {
  bars: Bar<T>[];
  /** Where the sum begins, in per cent. */
  base: number;
}

/**
 * Lay the parts of a sum out from where it begins to the total: each bar starts where the one before it ended.
 *
 * The beginning itself is far to the left of everything else, so it is a line, not a bar.
 */
export function waterfall<T>(parts: readonly T[], valueOf: (part: T) => number): Waterfall<T> {
  let sum = 0;
  const steps = parts.map((part) => {
    const from = sum;
    sum += valueOf(part);
    return { part, value: valueOf(part), from, to: sum };
  });
  const ends = [0, ...steps.map((step) => step.to)];
  const least = Math.min(...ends);
  const room = Math.max(...ends) - least || 1;
  const place = (value: number) => ((value - least) / room) * 100;
  const bars = steps.map(({ part, value, from, to }) => ({
    part,
    value,
    left: place(Math.min(from, to)),
    width: place(Math.max(from, to)) - place(Math.min(from, to)),
    end: place(to),
  }));
  return { bars, base: place(0) };
}

export const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
