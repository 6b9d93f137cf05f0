import { number, percent } from '../format.svelte';
import { t, tn } from '../i18n/index.svelte';
import type { AuditAsked, AuditNeeds } from '../shapes';

const share = (value: number): string => `${number(value * 100, 1)} %`;
const thousandth = (value: number): string => `${number(value * 1000, value < 0.001 ? 1 : 0)} ‰`;
const times = (value: number): string => `× ${number(value, 2)}`;
const whole = (value: number): string => number(value);
const hours = (value: number): string => t('audits.hours', { count: number(value, value < 1 ? 2 : 0) });

export interface Assumption {
  name: Exclude<keyof AuditAsked, 'level'>;
  values: readonly number[];
  says: (value: number) => string;
}

/** How surely an answer is wished, and what matters most of what is supposed. */
export const FIRST: readonly Assumption[] = [
  { name: 'power', values: [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99], says: share },
  { name: 'error', values: [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5], says: (value) => `± ${share(value)}` },
  { name: 'factor', values: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.25, 1.5, 2, 3], says: times },
  { name: 'prevalence', values: [0.0003, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05], says: thousandth },
];

/** The rest of what is supposed. */
export const FURTHER: readonly Assumption[] = [
  { name: 'boxes', values: [10_000, 20_000, 40_000, 80_000, 160_000, 330_000, 1_000_000, 3_000_000], says: whole },
  { name: 'done_before', values: [0, 1000, 2000, 5000, 10_000, 20_000, 50_000], says: whole },
  { name: 'detection', values: [0.02, 0.05, 0.08, 0.12, 0.2, 0.3, 0.5, 0.7], says: share },
  { name: 'opening', values: [0.7, 0.8, 0.9, 0.95, 0.99], says: share },
  { name: 'scan', values: [0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], says: share },
  { name: 'reader', values: [0.1, 0.3, 0.5, 0.7, 0.9], says: share },
  { name: 'risky_boxes', values: [0.02, 0.05, 0.1, 0.15, 0.3, 0.5], says: share },
  { name: 'risky_loads', values: [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95], says: share },
  { name: 'rise', values: [1.1, 1.2, 1.3, 1.5, 2, 3], says: times },
  { name: 'opening_cost', values: [2, 4, 8, 16, 32], says: hours },
  { name: 'scan_cost', values: [0.1, 0.25, 0.5, 1, 2], says: hours },
  { name: 'test_cost', values: [4, 8, 16, 24, 48, 80], says: hours },
  { name: 'image_cost', values: [0.02, 0.05, 0.1, 0.25], says: hours },
];

/** What is supposed to begin with. */
export const USUAL: AuditAsked = {
  boxes: 160_000,
  prevalence: 0.003,
  opening: 0.9,
  scan: 0.6,
  reader: 0.5,
  detection: 0.12,
  factor: 0.4,
  rise: 1.5,
  risky_boxes: 0.15,
  risky_loads: 0.7,
  done_before: 0,
  opening_cost: 16,
  scan_cost: 0.5,
  test_cost: 24,
  image_cost: 0.05,
  power: 0.8,
  error: 0.2,
  level: 0.05,
};

/** What one way takes, in words. */
export function takes(needs: AuditNeeds): string[] {
  const amounts = ['openings', 'scans', 'tests', 'images'] as const;
  return amounts
    .filter((one) => needs[one] > 0)
    .map((one) => tn(`audits.of_${one}`, needs[one]));
}

/** Codes as they are typed: apart by spaces or commas, in capitals. */
export const codes = (typed: string): string[] =>
  typed.toUpperCase().split(/[\s,;]+/).filter((one) => one !== '');

/** A chance as it is said: what is next to nought or to certain is not that. */
export function chance(value: number): string {
  if (value > 0 && value < 0.00001) return t('audits.below', { share: percent(0.00001) });
  return percent(value);
}

/** Ways by question, in the order in which they came. */
export function byQuestion(needs: readonly AuditNeeds[]): [AuditNeeds['question'], AuditNeeds[]][] {
  const questions = [...new Set(needs.map(({ question }) => question))];
  return questions.map((one) => [one, needs.filter(({ question }) => question === one)]);
}
