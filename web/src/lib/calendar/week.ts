import type { Shift } from '../shapes';

export const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEK)[number];

/** Days of the week that follow each other and have the same hours. */
export interface Run {
  first: Weekday;
  last: Weekday;
  start: number;
  end: number;
}

/** Join the shifts of a week to runs of days. */
export function runs(shifts: readonly Shift[]): Run[] {
  const found: Run[] = [];
  let before = -1;
  for (const shift of shifts.toSorted((a, b) => WEEK.indexOf(a.weekday) - WEEK.indexOf(b.weekday))) {
    const place = WEEK.indexOf(shift.weekday);
    const last = found.at(-1);
    if (last && place === before + 1 && last.start === shift.start && last.end === shift.end) {
      last.last = shift.weekday;
    } else {
      found.push({ first: shift.weekday, last: shift.weekday, start: shift.start, end: shift.end });
    }
    before = place;
  }
  return found;
}

/** What a form holds of a week: the hours of each day as typed, empty for none. */
export type Hours = Record<Weekday, { start: number | null; end: number | null }>;

export function hoursOf(shifts: readonly Shift[]): Hours {
  const entries = WEEK.map((day) => {
    const shift = shifts.find((one) => one.weekday === day);
    return [day, { start: shift?.start ?? null, end: shift?.end ?? null }] as const;
  });
  return Object.fromEntries(entries) as Hours;
}

/** The shifts of a form; a day with one of its hours has both, until midnight or from it. */
export function shiftsOf(hours: Hours): Shift[] {
  return WEEK.flatMap((weekday) => {
    const { start, end } = hours[weekday];
    return start === null && end === null ? [] : [{ weekday, start: start ?? 0, end: end ?? 24 }];
  });
}

const MONDAY = Date.UTC(2026, 5, 1);

/** The name of a day of the week in a language. */
export function dayName(day: Weekday, language: string, form: 'short' | 'long' = 'short'): string {
  const at = new Date(MONDAY + WEEK.indexOf(day) * 86_400_000);
  return new Intl.DateTimeFormat(language, { weekday: form, timeZone: 'UTC' }).format(at);
}
