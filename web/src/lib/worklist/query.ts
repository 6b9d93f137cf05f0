export const FILTERS = [
  'q',
  'status',
  'basis',
  'port_of_loading',
  'terminal',
  'carrier_code',
  'hs',
  'finding',
  'arriving_before',
] as const;

export type Filter = (typeof FILTERS)[number];
export type Order = 'asc' | 'desc';

export const DEFAULT_SORT = 'probability';

/** Columns whose first click sorts from the greatest down. */
const DESCENDING: readonly string[] = ['probability', 'finding_count'];

export const sortOf = (query: URLSearchParams): string => query.get('sort') ?? DEFAULT_SORT;

export function orderOf(query: URLSearchParams): Order {
  const order = query.get('order');
  if (order === 'asc' || order === 'desc') return order;
  return DESCENDING.includes(sortOf(query)) ? 'desc' : 'asc';
}

/** Row of the list that had the focus, from 0. */
export function rowOf(query: URLSearchParams): number {
  const row = Number(query.get('row') ?? 0);
  return Number.isSafeInteger(row) && row >= 0 ? row : 0;
}

/** What the node is asked for: filters and order, in one canonical spelling. */
export function asked(query: URLSearchParams): URLSearchParams {
  const result = new URLSearchParams();
  for (const filter of FILTERS) {
    const value = query.get(filter);
    if (value) result.set(filter, value);
  }
  result.set('sort', sortOf(query));
  result.set('order', orderOf(query));
  return result;
}

/** The address after a filter took `value` (empty: was taken away); back to the first row. */
export function filtered(query: URLSearchParams, filter: Filter, value: string): URLSearchParams {
  const next = new URLSearchParams(query);
  next.delete('row');
  if (value) next.set(filter, value);
  else next.delete(filter);
  return next;
}

/** The address without any filter, in the same order. */
export function cleared(query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const name of [...FILTERS, 'row']) next.delete(name);
  return next;
}

/** The address after a click on a column: its natural direction first, then the other. */
export function sorted(query: URLSearchParams, column: string): URLSearchParams {
  const next = new URLSearchParams(query);
  next.delete('row');
  const same = sortOf(query) === column;
  next.set('sort', column);
  next.delete('order');
  if (same) next.set('order', orderOf(query) === 'asc' ? 'desc' : 'asc');
  return next;
}

/** The address with the focus on `row`. */
export function at(query: URLSearchParams, row: number): URLSearchParams {
  const next = new URLSearchParams(query);
  if (row > 0) next.set('row', String(row));
  else next.delete('row');
  return next;
}
