import { number } from '../format.svelte';
import type {
  StrategyAssumptions,
  StrategyAtPort,
  StrategyOutcome,
  StrategyScenario,
} from '../shapes';
import type { Flow, Mark } from '../../parts/strategy/WorldMap.svelte';

export const HOWS = ['pooled', 'common', 'national', 'even', 'floors'] as const;
export type How = StrategyOutcome['how'];

/** Assumptions that are numbers of the scenario itself, in the order in which they are moved. */
export const MOVED = [
  'rationality',
  'gain',
  'penalty',
  'stay',
  'scan_finds',
  'scan_minutes',
  'open_finds',
  'open_minutes',
  'floor',
] as const;
export type Moved = (typeof MOVED)[number];

/** A share of all that could be shipped, in per cent. */
export const share = (value: number | null): string =>
  value === null ? '–' : `${number(value * 100, 1, 1)} %`;

/** A difference of shares, in points. */
export const points = (value: number): string =>
  `${value < -5e-5 ? '−' : value > 5e-5 ? '+' : ''}${number(Math.abs(value) * 100, 2, 2)}`;

/** One more scanner: two shifts of a working day, all year. */
export const SCANNER_MINUTES = 16 * 60 * 250;

/** What one sees at a port: what arrives there; of traffickers who always choose the best, how much is looked at. */
export const weightOf = (at: StrategyAtPort): number => at.arriving ?? at.covered;

export function marksOf(
  outcome: StrategyOutcome,
  known: StrategyAssumptions,
  says: (at: StrategyAtPort) => string,
): Mark[] {
  const most = Math.max(1e-9, ...outcome.ports.map(weightOf));
  const lies = new Map(known.places.map((place) => [place.port, place]));
  return outcome.ports.flatMap((at): Mark[] => {
    const place = lies.get(at.port);
    if (!place) return [];
    return [{ ...place, size: weightOf(at) / most, tone: at.member ? 'plain' : 'warn', says: says(at) }];
  });
}

export function flowsOf(outcome: StrategyOutcome, known: StrategyAssumptions): Flow[] {
  const from = new Map(known.origins.map((one) => [one.code, one]));
  const most = Math.max(1e-9, ...outcome.streams.map(({ chosen }) => chosen));
  return outcome.streams.flatMap((one): Flow[] => {
    const at = from.get(one.route);
    if (at?.longitude == null || at.latitude == null) return [];
    return [{ from: [at.longitude, at.latitude], to: one.port, width: one.chosen / most }];
  });
}

/** The scenario with one port changed, or taken out. */
export function withPort(
  scenario: StrategyScenario,
  port: string,
  change: Partial<StrategyScenario['ports'][number]>,
): StrategyScenario {
  const ports = scenario.ports.map((one) => (one.port === port ? { ...one, ...change } : one));
  return { ...scenario, ports };
}

/** The scenario in which keeping the standard counts by some figures, as ports stand today. */
export function withStandard(
  scenario: StrategyScenario,
  standard: StrategyScenario['standard'],
  known: StrategyAssumptions,
): StrategyScenario {
  const met = new Map(known.standings.map((one) => [one.port, one.met]));
  const ports = scenario.ports.map((one) => ({ ...one, met: met.get(one.port) ?? one.met }));
  return { ...scenario, ports, standard };
}
