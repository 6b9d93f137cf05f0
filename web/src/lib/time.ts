const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type Urgency = 'past' | 'urgent' | 'soon' | 'calm';

/** Whole days, hours and minutes of a stretch of time. */
export function span(milliseconds: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.floor(milliseconds / MINUTE);
  return {
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
  };
}

/** How pressing a pick-up is: a scan with its travel takes an hour or two of a shift. */
export function urgencyOf(ahead: number): Urgency {
  if (ahead < 0) return 'past';
  if (ahead < 4 * HOUR) return 'urgent';
  return ahead < 12 * HOUR ? 'soon' : 'calm';
}

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Brussels',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant as Brussels wall time, `2026-11-23T14:30`, as a date field wants it. */
export function toWall(at: string): string {
  const found = Object.fromEntries(
    parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value]),
  );
  return `${found['year']}-${found['month']}-${found['day']}T${found['hour']}:${found['minute']}`;
}

/** Brussels wall time as an instant; a time that the clocks skip moves on by an hour. */
export function fromWall(wall: string): string {
  const asUtc = Date.parse(`${wall}:00Z`);
  let guess = asUtc;
  for (let turn = 0; turn < 2; turn += 1) {
    guess += asUtc - Date.parse(`${toWall(new Date(guess).toISOString())}:00Z`);
  }
  return new Date(guess).toISOString();
}
