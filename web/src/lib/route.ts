export type Page = 'list' | 'box' | 'plan' | 'quarantine';

export interface Route {
  page: Page;
  /** Box of a dossier, else empty. */
  id: string;
  /** Filters, order and place in the work list travel along to the dossier and back. */
  query: URLSearchParams;
}

const PAGES: readonly string[] = ['list', 'box', 'plan', 'quarantine'];

/** Read an address such as `#/box/1f2e?status=open`. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', id = ''] = path.split('/', 2);
  const query = new URLSearchParams(search);
  if (!PAGES.includes(page) || (page === 'box' && !id)) return { page: 'list', id: '', query };
  return { page: page as Page, id: decodeURIComponent(id), query };
}

/** Write an address; the inverse of `parseRoute`. */
export function address(page: Page, query?: URLSearchParams, id = ''): string {
  const search = query?.toString() ?? '';
  const path = id ? `${page}/${encodeURIComponent(id)}` : page;
  return `#/${path}${search ? `?${search}` : ''}`;
}
