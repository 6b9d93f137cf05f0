import { describe, expect, it } from 'vitest';
import type { Shift } from '../shapes';
import { dayName, hoursOf, runs, shiftsOf, WEEK } from './week';

const shift = (weekday: Shift['weekday'], start: number, end: number): Shift => ({ weekday, start, end });

describe('the week of a resource', () => {
  it('is told in runs of days with the same hours', () => {
    const week = [shift('wednesday', 6, 22), shift('monday', 6, 22), shift('tuesday', 6, 22)];
    expect(runs([...week, shift('friday', 6, 22), shift('saturday', 8, 12)])).toEqual([
      { first: 'monday', last: 'wednesday', start: 6, end: 22 },
      { first: 'friday', last: 'friday', start: 6, end: 22 },
      { first: 'saturday', last: 'saturday', start: 8, end: 12 },
    ]);
  });

  it('goes into a form and comes out as it was', () => {
    const week = [shift('monday', 0, 24), shift('sunday', 8, 9)];
    expect(shiftsOf(hoursOf(week))).toEqual(week);
  });

  it('lasts until midnight where nobody says until when', () => {
    const hours = hoursOf([]);
    hours.tuesday.start = 20;
    expect(shiftsOf(hours)).toEqual([shift('tuesday', 20, 24)]);
  });

  it('has days with names', () => {
    expect(dayName(WEEK[0], 'en', 'long')).toBe('Monday');
    expect(dayName(WEEK[6], 'nl', 'long')).toBe('zondag');
  });
});
