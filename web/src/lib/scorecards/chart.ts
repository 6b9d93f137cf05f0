import type { WeekShape } from '../shapes';

export interface Point {
  x: number;
  y: number;
  low: number;
  high: number;
  week: WeekShape;
}

export const WIDTH = 640;
export const HEIGHT = 150;
const EDGE = 8;
/** Room for the figures of the scale, right of the weeks. */
const SCALE = 24;
const WEEK_MS = 7 * 86_400_000;

/** Lay weeks out by their Mondays; a week without filings leaves a gap. Shares run 0 to 1. */
export function points(weeks: readonly WeekShape[]): Point[] {
  const times = weeks.map((week) => Date.parse(week.monday));
  const first = Math.min(...times);
  const span = Math.max(Math.max(...times) - first, WEEK_MS);
  const y = (share: number): number => EDGE + (1 - share) * (HEIGHT - 2 * EDGE);
  return weeks.map((week, i) => ({
    x: EDGE + (((times[i] ?? first) - first) / span) * (WIDTH - 2 * EDGE - SCALE),
    y: y(week.card.score),
    low: y(week.card.low),
    high: y(week.card.high),
    week,
  }));
}

/** Cut a row of points where weeks are missing between them. */
export function stretches(all: readonly Point[]): Point[][] {
  const found: Point[][] = [];
  let before: Point | undefined;
  for (const point of all) {
    const gap = before ? Date.parse(point.week.monday) - Date.parse(before.week.monday) : Infinity;
    if (gap > WEEK_MS) found.push([]);
    found.at(-1)?.push(point);
    before = point;
  }
  return found;
}

export const line = (stretch: readonly Point[]): string =>
  stretch.map((point) => `${point.x},${point.y}`).join(' ');

export const band = (stretch: readonly Point[]): string =>
  [
    ...stretch.map((point) => `${point.x},${point.high}`),
    ...[...stretch].reverse().map((point) => `${point.x},${point.low}`),
  ].join(' ');
