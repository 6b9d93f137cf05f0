import { number } from '../format.svelte';
import { t } from '../i18n/index.svelte';
import type { NormCounts, NormFigure, NormRequirement } from '../shapes';

export const STATES = ['met', 'partly', 'expired', 'not_met', 'unknown', 'not_applicable'] as const;
export type State = (typeof STATES)[number];

/** A figure in the unit of its requirement. */
export function valued(value: number, { unit }: Pick<NormRequirement, 'unit'>): string {
  if (unit === 'share') return `${number(value * 100, 1)} %`;
  if (unit === 'yes') return t(value >= 1 ? 'norm.yes' : 'norm.no');
  if (unit === 'count') return number(value, 2);
  return t(`norm.unit_${unit}`, { value: number(value, 1) });
}

/** From where on a requirement counts as met. */
export const threshold = (asked: NormRequirement): string =>
  asked.unit === 'yes'
    ? valued(asked.threshold, asked)
    : `${asked.better === 'more' ? '≥' : '≤'} ${valued(asked.threshold, asked)}`;

/** A figure with its interval and what it was counted over. */
export function told(figure: NormFigure, asked: NormRequirement): string {
  const parts = [valued(figure.value, asked)];
  if (figure.low !== null && figure.high !== null) {
    parts.push(`(${valued(figure.low, asked)} – ${valued(figure.high, asked)})`);
  }
  if (figure.of !== null) parts.push(t('norm.counted_over', { count: number(figure.of) }));
  return parts.join(' ');
}

/** How many requirements apply, and what share of their weight is met. */
export const applying = ({ states }: Pick<NormCounts, 'states'>): number =>
  STATES.reduce((sum, one) => (one === 'not_applicable' ? sum : sum + (states[one] ?? 0)), 0);

/** A port by its name, where the code list knows one, and its code. */
export const called = (name: string, port: string): string => (name ? `${name} (${port})` : port);

/** A share of the flow: small ones need more digits than a percentage has. */
export const share = (value: number): string => `${number(value * 100, value < 0.001 ? 3 : 2)} %`;

export const shareMet = ({ weight, weight_met }: Pick<NormCounts, 'weight' | 'weight_met'>): number =>
  weight ? weight_met / weight : 0;
