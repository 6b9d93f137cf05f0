import type { BoardLineShape } from '../shapes';

export interface Hour {
  /** Start of the slot; empty for what has none. */
  at: string;
  lines: BoardLineShape[];
}

export interface Place {
  terminal: string;
  hours: Hour[];
}

/** The board's lines by terminal and hour, in the order in which they come. */
export function byPlaceAndHour(lines: readonly BoardLineShape[]): Place[] {
  const places = new Map<string, Map<string, BoardLineShape[]>>();
  for (const line of lines) {
    const hours = places.get(line.terminal) ?? new Map<string, BoardLineShape[]>();
    places.set(line.terminal, hours);
    const at = line.slot_at ?? '';
    hours.set(at, [...(hours.get(at) ?? []), line]);
  }
  return [...places].map(([terminal, hours]) => ({
    terminal,
    hours: [...hours].map(([at, among]) => ({ at, lines: among })),
  }));
}
