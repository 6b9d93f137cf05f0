import { describe, expect, it } from 'vitest';
import type { ScorecardShape, WeekShape } from '../src/lib/shapes';
import { band, HEIGHT, line, points, stretches } from '../src/lib/scorecards/chart';

const week = (monday: string, score: number): WeekShape => ({
  monday,
  card: { score, low: score - 0.1, high: score + 0.1 } as ScorecardShape,
});

describe('a chart of weeks', () => {
  it('sets a better week higher', () => {
    const [worse, better] = points([week('2026-03-02', 0.5), week('2026-03-09', 0.9)]);
    expect(better!.y).toBeLessThan(worse!.y);
    expect(worse!.high).toBeLessThan(worse!.y);
    expect(worse!.low).toBeGreaterThan(worse!.y);
    expect(worse!.low).toBeLessThanOrEqual(HEIGHT);
  });

  it('leaves a gap where nothing was filed', () => {
    const weeks = ['2026-03-02', '2026-03-09', '2026-03-30'].map((day) => week(day, 0.8));
    expect(stretches(points(weeks)).map((some) => some.length)).toEqual([2, 1]);
  });

  it('draws a line forth, and a band forth and back', () => {
    const some = points([week('2026-03-02', 0.5), week('2026-03-09', 0.9)]);
    expect(line(some).split(' ')).toHaveLength(2);
    expect(band(some).split(' ')).toHaveLength(4);
  });

  it('has nothing to say of no weeks', () => {
    expect(stretches(points([]))).toEqual([]);
  });
});
