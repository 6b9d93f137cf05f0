import { number } from '../format.svelte';
import type { Mark } from '../../parts/strategy/WorldMap.svelte';
import type { TunnelInterval, TunnelPair, TunnelPort, TunnelRun } from '../shapes';

/** A port in one quarter, in tonnes; B beside A. */
export interface Row {
  port: string;
  name: string;
  a: { sent: number; seized: number };
  b: { sent: number; seized: number };
}

/** Stands for another way than in containers. */
export const OTHER = 'other';

/** Changes below this share of the larger are not told apart by colour. */
const SLIGHT = 0.1;

const at = (port: TunnelPort | undefined, quarter: number): { sent: number; seized: number } => ({
  sent: port?.sent[quarter] ?? 0,
  seized: port?.seized[quarter] ?? 0,
});

/** All ports of either run in a quarter, the largest first, and the other way last. */
export function rowsOf(pair: TunnelPair, quarter: number, otherWay: string): Row[] {
  const codes = [...new Set([...pair.a.ports, ...pair.b.ports].map(({ port }) => port))];
  const named = new Map(pair.places.map(({ port, name }) => [port, name]));
  const found = codes.map((port): Row => {
    const of = (run: TunnelRun) => at(run.ports.find((one) => one.port === port), quarter);
    return { port, name: port === OTHER ? otherWay : (named.get(port) ?? port), a: of(pair.a), b: of(pair.b) };
  });
  const last = (row: Row): number => (row.port === OTHER ? 1 : 0);
  return found.toSorted((x, y) => last(x) - last(y) || y.b.sent - x.b.sent || (x.port < y.port ? -1 : 1));
}

/** The largest quarter of any port in either run: what a mark is measured against. */
export const largest = (pair: TunnelPair): number =>
  Math.max(1, ...[...pair.a.ports, ...pair.b.ports].filter(({ port }) => port !== OTHER).flatMap(({ sent }) => sent));

/** Marks of ports by what B sends there; amber where it is more than A's, green where less. */
export function marksOf(pair: TunnelPair, rows: Row[], says: (row: Row) => string): Mark[] {
  const most = largest(pair);
  return pair.places.flatMap((place) => {
    const row = rows.find(({ port }) => port === place.port);
    if (!row) return [];
    const change = (row.b.sent - row.a.sent) / Math.max(row.a.sent, row.b.sent, 0.001);
    const tone = Math.abs(change) < SLIGHT ? 'plain' : change > 0 ? 'warn' : 'good';
    return [{ ...place, size: row.b.sent / most, tone, says: says(row) }];
  });
}

/** A mean with its interval, both in the same unit. */
export function told(interval: TunnelInterval | null, unit: (value: number) => string): string {
  if (!interval) return '–';
  const { mean, low, high } = interval;
  return low === null || high === null ? unit(mean) : `${unit(mean)} (${unit(low)} – ${unit(high)})`;
}

export const tonnes = (value: number): string => `${number(value, value < 10 ? 1 : 0)} t`;
export const share = (value: number): string => `${value < 0 ? '−' : ''}${number(Math.abs(value) * 100, 1)} %`;
