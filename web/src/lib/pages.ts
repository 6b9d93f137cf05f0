import type { Key } from './i18n/en';
import { isFiler, isLiaison, isOfNorms, mayReadQuarantine } from './roles';
import type { Page } from './route';
import type { User } from './shapes';

/** The rooms that the bar leads to, what is used most first, and the key that opens each. */
const ROOMS = {
  inspection: { list: 'l', board: 'i', scans: '9', readers: '0', plan: 'p', profiles: 'u', models: 'm' },
  cargo: { parties: 'n', requests: 'f', scorecards: 'c', conformance: 't', quarantine: 'q' },
  alliance: { notices: '6', allies: '7', asks: '"', partners: '5', matching: '4', packages: "'", sums: '&' },
  strategy: { strategy: ';', tunnel: '=', audits: '!', norms: '8', evaluation: 'v' },
} as const satisfies Record<string, Partial<Record<Page, string>>>;

/** A filer begins with its own scorecard, and has no rooms to go through. */
const FILER: Page[] = ['portal', 'inquiries', 'conformance'];

/** Where a page about one thing belongs. */
const ABOVE: Partial<Record<Page, Page>> = {
  box: 'list',
  task: 'board',
  scan: 'scans',
  scorecard: 'scorecards',
  request: 'requests',
  norm: 'norms',
  assessment: 'norms',
  standard: 'norms',
  allocation: 'strategy',
  coverage: 'strategy',
  gaps: 'norms',
  regimes: 'norms',
  notice: 'notices',
  brought: 'notices',
  months: 'notices',
  ask: 'asks',
  sum: 'sums',
  policy: 'partners',
  egress: 'allies',
};

export interface Room {
  /** Its name in the catalogues; absent where the pages stand by themselves. */
  title?: Key;
  pages: Page[];
}

/** The rooms that somebody may enter, each with at least one page. */
export function roomsOf(user: User | null): Room[] {
  if (isFiler(user)) return [{ pages: FILER }];
  if (isOfNorms(user)) return [{ pages: ['norms', 'strategy', 'tunnel', 'audits'] }];
  if (isLiaison(user)) return [{ pages: Object.keys(ROOMS.alliance) as Page[] }];
  return Object.entries(ROOMS).map(([room, keys]) => ({
    title: `nav.room_${room as keyof typeof ROOMS}`,
    pages: (Object.keys(keys) as Page[]).filter(
      (page) => page !== 'quarantine' || mayReadQuarantine(user),
    ),
  }));
}

/** The pages that the bar leads to; the first is where somebody begins. */
export const pagesOf = (user: User | null): Page[] => roomsOf(user).flatMap(({ pages }) => pages);

const KEYS: Partial<Record<Page, string>> = Object.assign({}, ...Object.values(ROOMS));

/** The key that opens a page from anywhere, where there is one. */
export const keyOf = (page: Page): string | undefined => KEYS[page];

/** The page that a key opens, for somebody who may see it. */
export const jump = (key: string, user: User | null): Page | undefined =>
  pagesOf(user).find((page) => KEYS[page] === key);

/** The page of the bar on which somebody is while this one is shown. */
export function standing(shown: Page, user: User | null): Page | undefined {
  const pages = pagesOf(user);
  return pages.find((page) => page === (ABOVE[shown] ?? shown)) ?? pages[0];
}
