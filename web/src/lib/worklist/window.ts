/** Rows asked for at once. */
export const PAGE = 200;

/** Rows kept ready above and below what is seen. */
export const OVERSCAN = 4;

export interface Window {
  first: number;
  /** One past the last row. */
  end: number;
}

/** The rows to lay out for a scroll position. */
export function windowAt(top: number, height: number, row: number, total: number): Window {
  const first = Math.max(0, Math.floor(top / row) - OVERSCAN);
  const end = Math.min(total, Math.ceil((top + height) / row) + OVERSCAN);
  return { first: Math.min(first, end), end };
}

/** Pages that hold the window, then the one that scrolling on in `direction` will need. */
export function pagesFor(seen: Window, direction: number, total: number): number[] {
  if (total === 0) return [0];
  const first = Math.floor(seen.first / PAGE);
  const last = Math.floor(Math.max(seen.first, seen.end - 1) / PAGE);
  const pages = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const ahead = direction < 0 ? first - 1 : last + 1;
  if (ahead >= 0 && ahead * PAGE < total) pages.push(ahead);
  return pages;
}

/** The scroll position that shows `index`, moving as little as can be. */
export function reveal(index: number, top: number, height: number, row: number): number {
  const start = index * row;
  if (start < top) return start;
  if (start + row > top + height) return start + row - height;
  return top;
}
