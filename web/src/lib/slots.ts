import type { ResourceHour, Slot } from './shapes';
import { toWall } from './time';

/** A day of slots: its hours, each with the slot of every terminal that has one. */
export interface Day {
  day: string;
  hours: string[];
  terminals: string[];
  at(hour: string, terminal: string): Slot | undefined;
}

/** Lay the slots of one kind out by day, hour and terminal. */
export function byDay(slots: readonly Slot[], kind: Slot['kind']): Day[] {
  const dayOf = (slot: Slot): string => toWall(slot.slot_at).slice(0, 10);
  const asked = slots.filter((slot) => slot.kind === kind);
  return [...new Set(asked.map(dayOf))].sort().map((day) => {
    const chosen = asked.filter((slot) => dayOf(slot) === day);
    const found = new Map(chosen.map((slot) => [`${slot.slot_at} ${slot.terminal}`, slot]));
    return {
      day,
      hours: [...new Set(chosen.map((slot) => slot.slot_at))].sort(),
      terminals: [...new Set(chosen.map((slot) => slot.terminal))].sort(),
      at: (hour, terminal) => found.get(`${hour} ${terminal}`),
    };
  });
}

/** What can still be ordered of a day: places in hours that have not begun. */
export const free = ({ hours, terminals, at }: Day, now: number): number =>
  hours
    .filter((hour) => Date.parse(hour) >= now)
    .flatMap((hour) => terminals.map((terminal) => at(hour, terminal)))
    .reduce((sum, slot) => sum + (slot ? Math.max(0, slot.capacity - slot.taken) : 0), 0);

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
