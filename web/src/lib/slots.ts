import type { Slot } from './shapes';

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
