import type { JourneyStop } from '../shapes';

export type Certainty = 'actual' | 'estimated' | 'planned' | 'declared';

export interface Mark {
  stop: JourneyStop;
  x: number;
}

export interface Leg {
  from: number;
  to: number;
  /** How sure the leg is: as sure as the stop it leads to; `gap` when nothing is known of it. */
  kind: Certainty | 'gap';
  /** Milliseconds without any event, for a gap between two dated stops. */
  silent: number | null;
}

export interface Strip {
  width: number;
  marks: Mark[];
  legs: Leg[];
}

export const STEP = 118;
const EDGE = 56;

export const certainty = (stop: JourneyStop): Certainty =>
  stop.kind === 'declared' ? 'declared' : (stop.classifier ?? 'declared');

function silence(before: JourneyStop, after: JourneyStop): number | null {
  return before.at && after.at ? Date.parse(after.at) - Date.parse(before.at) : null;
}

/** Place the stops at even steps; a gap widens the leg that it lies in and has no mark. */
export function strip(journey: readonly JourneyStop[]): Strip {
  const marks: Mark[] = [];
  const legs: Leg[] = [];
  let x = EDGE;
  let gap = false;
  for (const stop of journey) {
    if (stop.gap) {
      gap = marks.length > 0;
      continue;
    }
    const before = marks.at(-1);
    if (before) {
      x += gap ? STEP * 1.4 : STEP;
      const kind = gap ? 'gap' : certainty(stop);
      legs.push({ from: before.x, to: x, kind, silent: gap ? silence(before.stop, stop) : null });
    }
    marks.push({ stop, x });
    gap = false;
  }
  return { width: x + EDGE, marks, legs };
}

