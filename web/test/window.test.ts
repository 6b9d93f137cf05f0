import { describe, expect, it } from 'vitest';
import { PAGE, pagesFor, reveal, windowAt } from '../src/lib/worklist/window';

describe('the window on the list', () => {
  it('holds what is seen and a little more, within the list', () => {
    for (const top of [0, 43, 44_000, 4_399_000]) {
      const { first, end } = windowAt(top, 700, 44, 100_000);
      expect(first * 44).toBeLessThanOrEqual(top);
      expect(end * 44).toBeGreaterThanOrEqual(Math.min(top + 700, 100_000 * 44));
      expect(end - first).toBeLessThan(30);
      expect(end).toBeLessThanOrEqual(100_000);
    }
  });

  it('is empty when the list is', () => {
    expect(windowAt(0, 700, 44, 0)).toEqual({ first: 0, end: 0 });
  });
});

describe('the pages it needs', () => {
  it('are those it touches and the next one on the way', () => {
    expect(pagesFor({ first: 190, end: 215 }, 1, 100_000)).toEqual([0, 1, 2]);
    expect(pagesFor({ first: 410, end: 430 }, -1, 100_000)).toEqual([2, 1]);
  });

  it('never lie outside the list', () => {
    expect(pagesFor({ first: 0, end: 20 }, -1, 50)).toEqual([0]);
    expect(pagesFor({ first: PAGE - 20, end: PAGE }, 1, PAGE)).toEqual([0]);
    expect(pagesFor({ first: 0, end: 0 }, 1, 0)).toEqual([0]);
  });
});

describe('moving the focus', () => {
  it('scrolls no more than it must', () => {
    expect(reveal(3, 0, 440, 44)).toBe(0);
    expect(reveal(10, 0, 440, 44)).toBe(44);
    expect(reveal(2, 400, 440, 44)).toBe(88);
  });
});
