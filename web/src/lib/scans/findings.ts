/** What a machine saw, in words. */

import { dayTime, number } from '../format.svelte';
import { known, t } from '../i18n/index.svelte';
import type { RegionShape, ScanFindingShape, ScanReasonShape } from '../shapes';

/** Share of honest containers below which a count of them is told rather than per cent. */
const RARE = 0.1;

/** The sentence of a reason; a code that is new to the page is told with its figures as they are. */
export function sentence({ code, figures, words }: ScanReasonShape): string {
  const message = known('reason', code);
  const said = {
    ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, figure(name, value)])),
    ...Object.fromEntries(Object.entries(words).map(([name, value]) => [name, word(name, value)])),
  };
  if (!message) return [code, ...Object.entries(said).map(([name, value]) => `${name} ${value}`)].join(', ');
  return message.replace(/\{(\w+)\}/g, (_, name: string) => said[name] ?? '–');
}

/** What a finding rests on; which scan it was held against is said once, with who took it where that is known. */
export function grounds({ reasons }: ScanFindingShape): ScanReasonShape[] {
  const whose = reasons.find(({ code }) => code === 'held_against');
  const which = reasons.find(({ code }) => code === 'scan_compared_with');
  if (!whose || !which) return reasons;
  const said = { ...whose, code: 'held_against_by', words: { ...which.words, ...whose.words } };
  return reasons.flatMap((one) => (one === whose ? said : one === which ? [] : one));
}

/** The number of an earlier finding that most of this one lies upon, or that lies upon it. */
export function sameSpot(findings: ScanFindingShape[], at: number): number | undefined {
  const one = findings[at]?.region;
  if (!one) return undefined;
  const found = findings.slice(0, at).findIndex(({ region }) => region !== null && most(one, region));
  return found < 0 ? undefined : found + 1;
}

function most(one: RegionShape, other: RegionShape): boolean {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  const area = ({ left, top, right, bottom }: RegionShape): number => (right - left) * (bottom - top);
  return wide > 0 && high > 0 && 2 * wide * high > Math.min(area(one), area(other));
}

/** How often honest containers look so, and how much likelier it makes what is said. */
export function likelihood({ false_alarm: share, log_likelihood_ratio: ratio }: ScanFindingShape): string {
  return `${often(share)} · ${ratio > 0 ? t('reading.likelier', { times: rounded(Math.exp(ratio)) }) : t('reading.no_likelier')}`;
}

function often(share: number): string {
  if (share <= 0) return t('reading.never');
  if (share > RARE) return t('reading.common', { share: rounded(share * 100) });
  return t('reading.rare', { count: rounded(1 / share) });
}

/** The mass of what was seen, with its standard deviation, of which it has the last place. */
export function massOf({ mass_kg: kg, mass_sd_kg: sd }: { mass_kg: number | null; mass_sd_kg: number | null }): string {
  if (kg === null) return '';
  if (sd === null) return t('reading.mass_only', { mass: rounded(kg) });
  const figures = Math.max(order(kg) - order(sd) + 2, 1);
  return t('reading.mass', { mass: rounded(kg, figures), sd: rounded(sd) });
}

function order(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
}

function figure(name: string, value: number): string {
  if (name.endsWith('_kg')) return number(value);
  return name.endsWith('share') ? `${rounded(value * 100)} %` : rounded(value, 3);
}

/** A code within a reason is a reason of its own; what happened at a time is told as a time. */
function word(name: string, value: string): string {
  if (name.endsWith('_at')) return dayTime(value);
  return (name === 'because' && known('reason', value)) || value;
}

/** Two figures say as much as such numbers are worth. */
function rounded(value: number, figures = 2): string {
  const digits = value ? figures - 1 - Math.floor(Math.log10(Math.abs(value))) : 0;
  const scale = 10 ** digits;
  return number(Math.round(value * scale) / scale, Math.max(digits, 0));
}
