import { expect, test } from 'vitest';
import { inYears, toggled } from './forms';

test('what is ticked stands in the order of all', () => {
  expect(toggled(['a', 'b', 'c'], ['c'], 'a', true)).toEqual(['a', 'c']);
  expect(toggled(['a', 'b', 'c'], ['a', 'c'], 'a', false)).toEqual(['c']);
});

test('a year from the last of February is a day that there is', () => {
  expect(inYears(1, Date.parse('2028-02-29T12:00:00Z'))).toBe('2029-03-01');
});
