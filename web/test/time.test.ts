import { describe, expect, it } from 'vitest';
import { fromWall, span, toWall, urgencyOf } from '../src/lib/time';

const HOUR = 3_600_000;

describe('Brussels wall time', () => {
  it('goes to an instant and back, in winter and in summer', () => {
    expect(fromWall('2026-01-15T10:00')).toBe('2026-01-15T09:00:00.000Z');
    expect(fromWall('2026-07-15T10:00')).toBe('2026-07-15T08:00:00.000Z');
    for (const wall of ['2026-03-29T01:59', '2026-03-29T03:00', '2026-10-25T04:00']) {
      expect(toWall(fromWall(wall))).toBe(wall);
    }
  });
});

describe('a pick-up', () => {
  it('presses more the nearer it is', () => {
    expect([-1, 3 * HOUR, 5 * HOUR, 13 * HOUR].map(urgencyOf)).toEqual([
      'past',
      'urgent',
      'soon',
      'calm',
    ]);
  });

  it('is told in days, hours and minutes', () => {
    expect(span(27 * HOUR + 5 * 60_000)).toEqual({ days: 1, hours: 3, minutes: 5 });
  });
});
