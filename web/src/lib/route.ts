const PAGES = [
  'list',
  'box',
  'plan',
  'board',
  'scan',
  'scans',
  'readers',
  'task',
  'parties',
  'profiles',
  'models',
  'evaluation',
  'requests',
  'request',
  'quarantine',
  'scorecards',
  'scorecard',
  'portal',
  'inquiries',
  'conformance',
  'norms',
  'norm',
  'assessment',
  'standard',
  'gaps',
  'regimes',
  'strategy',
  'tunnel',
  'allocation',
  'coverage',
  'audits',
  'allies',
  'notices',
  'asks',
  'ask',
  'notice',
  'partners',
  'policy',
  'egress',
  'matching',
  'packages',
  'sums',
  'sum',
  'brought',
  'months',
] as const;
export type Page = (typeof PAGES)[number];

/** Pages about one thing, which the address names. */
const NAMED: readonly string[] = [
  'box', 'task', 'scan', 'scorecard', 'request', 'norm', 'assessment', 'gaps', 'regimes', 'notice',
  'ask', 'sum',
];

export interface Route {
  page: Page;
  /** Box of a dossier, subject of a scorecard, name of a request or id of a party, else empty. */
  id: string;
  /** Filters, order and place in the work list travel along to the dossier and back. */
  query: URLSearchParams;
}

/** Read an address such as `#/box/1f2e?status=open`. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', id = ''] = path.split('/', 2);
  const query = new URLSearchParams(search);
  const known = PAGES.find((one) => one === page);
  if (!known || (NAMED.includes(known) && !id)) return { page: 'list', id: '', query };
  return { page: known, id: decodeURIComponent(id), query };
}

/** Write an address; the inverse of `parseRoute`. */
export function address(page: Page, query?: URLSearchParams, id = ''): string {
  const search = query?.toString() ?? '';
  const path = id ? `${page}/${encodeURIComponent(id)}` : page;
  return `#/${path}${search ? `?${search}` : ''}`;
}
