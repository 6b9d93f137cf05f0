import { expect, test } from 'vitest';
import { inYears, toggled } from './forms';
import { session } from '../session.svelte';
import type { Session } from '../shapes';

test('what is ticked stands in the order of all', () => {
  expect(toggled(['a', 'b', 'c'], ['c'], 'a', true)).toEqual(['a', 'c']);
  expect(toggled(['a', 'b', 'c'], ['a', 'c'], 'a', false)).toEqual(['c']);
});

test('a year from the last of February is a day that there is', () => {
  expect(inYears(1, Date.parse('2028-02-29T12:00:00Z'))).toBe('2029-03-01');
});

test('years are reckoned from the day that it is at the node', () => {
  session.open({ now: '2031-05-04T08:00:00Z', user: null } as Session);
  expect(inYears(2)).toBe('2033-05-04');
});
