import type { ResourceHour, Slot } from './shapes';

/** Rows of one day: an hour, with the slot of each terminal and kind that has one. */
export interface Hours {
  hours: string[];
  terminals: string[];
  at(hour: string, terminal: string): Slot | undefined;
}

/** Lay the slots of one kind out by hour and terminal. */
export function byHour(slots: readonly Slot[], kind: Slot['kind']): Hours {
  const chosen = slots.filter((slot) => slot.kind === kind);
  const found = new Map(chosen.map((slot) => [`${slot.slot_at} ${slot.terminal}`, slot]));
  return {
    hours: [...new Set(chosen.map((slot) => slot.slot_at))].sort(),
    terminals: [...new Set(chosen.map((slot) => slot.terminal))].sort(),
    at: (hour, terminal) => found.get(`${hour} ${terminal}`),
  };
}

const HOUR = 3_600_000;

/** A time that a resource spends at one terminal. */
export interface Stay {
  terminal: string;
  from: string;
  until: string;
}

/** Join the hours of a resource, earliest first, to stays. */
export function postings(hours: readonly ResourceHour[]): Stay[] {
  const stays: Stay[] = [];
  for (const hour of hours) {
    const last = stays.at(-1);
    const until = new Date(Date.parse(hour.at) + HOUR).toISOString();
    if (last?.terminal === hour.terminal && Date.parse(last.until) === Date.parse(hour.at)) last.until = until;
    else stays.push({ terminal: hour.terminal, from: hour.at, until });
  }
  return stays;
}
