import { api } from '../client';
import { session } from '../session.svelte';
import type { AgreementShape, HandlingShape, SourceShape } from '../shapes';

export const TLPS = ['red', 'amber+strict', 'amber', 'green', 'clear'] as const;
export const CODES = ['H0', 'H1', 'H2', 'H3'] as const;
export const PURPOSES = ['risk_analysis', 'inspection', 'investigation', 'prosecution', 'statistics'] as const;
export const CATEGORIES = ['core', 'cargo', 'party', 'person', 'scan', 'case'] as const;
export const REGIONS = [
  'european_union', 'europe', 'north_america', 'latin_america', 'africa', 'asia', 'oceania',
] as const;
export const KINDS = [
  'seizure', 'indicator', 'modus', 'risk', 'request', 'answer', 'image', 'sighting', 'feedback', 'month',
] as const;
export const SEEN = [
  'container', 'seal', 'seal_pattern', 'party', 'identifier', 'telephone', 'email', 'address',
  'vessel', 'route', 'heading',
] as const;
export const RELIABILITY = ['A', 'B', 'C', 'X'] as const satisfies SourceShape['reliability'][];
export const ACCURACY = ['1', '2', '3', '4'] as const satisfies SourceShape['accuracy'][];
export const ASKED = ['information', 'inspection', 'image'] as const;
export const URGENCIES = ['urgent-at-hand', 'urgent', 'ordinary'] as const;
export const WHY_NOT = [
  'no_legal_basis', 'investigation', 'third_party', 'not_held', 'too_late', 'capacity', 'other',
] as const;
export const VERDICTS = ['found', 'irregularity', 'nothing', 'false', 'not_looked'] as const;

/** A day so many years from now by the node's clock, as a date field has it. */
export function inYears(years: number, now: number = session.now): string {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() + years);
  return then.toISOString().slice(0, 10);
}

/** What a find is shared as unless somebody says otherwise: for allied targeting, for a year. */
export const usualHandling = (): HandlingShape => ({
  tlp: 'amber',
  purposes: ['risk_analysis', 'inspection'],
  legal_basis: '',
  retain_until: inYears(1),
  code: 'H0',
  conditions: '',
  audience: null,
  onward: false,
});

export const firstAgreement = (): AgreementShape => ({
  node: '',
  title: '',
  region: 'european_union',
  member: true,
  until: inYears(2),
  categories: ['core', 'cargo'],
  bases: [{ text: '', purposes: ['risk_analysis', 'inspection'] }],
  address: '',
  contact: '',
  certificate: '',
  keys: [],
  relay: '',
  seals_to: '',
  carries: false,
  brings: null,
});

/** One of a list in or out, in the order of all. */
export function toggled<T>(all: readonly T[], chosen: readonly T[], one: T, on: boolean): T[] {
  return all.filter((each) => (each === one ? on : chosen.includes(each)));
}

/** Names of the partners with whom an agreement is in force; none where that cannot be told. */
export async function partnersInForce(): Promise<string[]> {
  const partners = await api.partners().catch(() => []);
  return partners.filter((one) => one.in_force).map((one) => one.accord.name);
}
