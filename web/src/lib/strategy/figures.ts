import { fullMonth, number } from '../format.svelte';
import type { Key } from '../i18n/en';
import { t } from '../i18n/index.svelte';
import type { StrategyFigure, StrategyFigures, StrategyPortYear } from '../shapes';

export type Quantity = StrategyFigure['quantity'];

const PERCENT: readonly Quantity[] = ['scans_change_percent', 'scans_cleared_percent', 'detected_percent'];
const MASS: readonly Quantity[] = ['cocaine_kg', 'drugs_kg'];

/** A value in the unit of its quantity. */
export function valued(value: number, quantity: Quantity): string {
  if (MASS.includes(quantity)) return `${number(value)} kg`;
  return PERCENT.includes(quantity) ? `${number(value, 1)} %` : number(value);
}

/** A figure with what bounds it. */
export const told = (figure: StrategyFigure): string =>
  `${figure.at_least ? '≥ ' : ''}${valued(figure.value, figure.quantity)}${figure.provisional ? ' *' : ''}`;

/** What one must know beside the number. */
export const flags = (figure: StrategyFigure): Key[] =>
  (['at_least', 'provisional', 'derived'] as const)
    .filter((flag) => figure[flag])
    .map((flag) => `strategy.flag_${flag}` as const);

/** A period in words: a year as its number. */
export function period({ first, last }: Pick<StrategyFigure, 'first' | 'last'>): string {
  const year = first.slice(0, 4);
  if (first === `${year}-01` && last === `${year}-12`) return year;
  const [from, to] = [fullMonth(`${first}-15`), fullMonth(`${last}-15`)];
  return first === last ? from : `${from} – ${to}`;
}

/** What is looked at, in the order of how much it tells of it. */
export const LOOKS: readonly Quantity[] = [
  'scans',
  'containers_checked',
  'scans_change_percent',
  'scans_cleared_percent',
  'scanners',
  'detected_percent',
];

/** The years in which anything is said of a port, in order. */
export const yearsOf = (known: StrategyFigures): number[] =>
  [...new Set(known.years.map(({ year }) => year))].sort((a, b) => a - b);

/** Ports of a year, those with most mass in front. */
export function ofYear(known: StrategyFigures, year: number): StrategyPortYear[] {
  const weight = (one: StrategyPortYear): number => best(known, one, 'cocaine_kg')?.value ?? 0;
  return known.years
    .filter((one) => one.year === year)
    .toSorted((a, b) => weight(b) - weight(a) || (a.port < b.port ? -1 : 1));
}

/** The figure that a chart draws. */
export function best(
  known: StrategyFigures,
  one: StrategyPortYear,
  quantity: Quantity,
): StrategyFigure | undefined {
  const line = one.said[quantity]?.[0];
  return line === undefined ? undefined : known.figures[line];
}

/** All that is said of a port and a year under some quantities. */
export const linesOf = (one: StrategyPortYear, quantities: readonly Quantity[]): number[] =>
  quantities.flatMap((quantity) => one.said[quantity] ?? []);

const YEARLY: readonly Quantity[] = ['cocaine_kg', 'drugs_kg', 'seizures', 'containers', 'teu', ...LOOKS];

/** Whether a table of years has anything to show of this one. */
export const tells = (one: StrategyPortYear): boolean =>
  one.sizes !== null || linesOf(one, YEARLY).length > 0;

/** How much something grew or fell, from the logarithm of the ratio. */
export function grown(log: number): string {
  const share = (Math.exp(log) - 1) * 100;
  return `${share < 0 ? '−' : '+'}${number(Math.abs(share))} %`;
}

export const nameOf = (known: StrategyFigures, port: string): string =>
  known.places.find((place) => place.port === port)?.name ?? port;

export const word = (quantity: Quantity): string => t(`strategy.quantity_${quantity}`);
