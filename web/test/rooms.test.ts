import { describe, expect, it } from 'vitest';
import { jump, keyOf, pagesOf, roomsOf, standing } from '../src/lib/pages';
import type { User } from '../src/lib/shapes';

const somebody = (role: string): User => ({ role }) as User;
const supervisor = somebody('supervisor');

describe('the pages of the bar', () => {
  it('stand in one room each, behind one key each', () => {
    const pages = pagesOf(supervisor);
    expect(new Set(pages).size).toBe(pages.length);
    expect(new Set(pages.map(keyOf)).size).toBe(pages.length);
  });

  it('are found by their keys', () => {
    const pages = pagesOf(supervisor);
    expect(pages.map((page) => jump(keyOf(page) ?? '', supervisor))).toEqual(pages);
  });

  it('are those of the role', () => {
    expect(pagesOf(somebody('officer'))).not.toContain('quarantine');
    expect(jump('q', somebody('officer'))).toBeUndefined();
    expect(roomsOf(somebody('filer'))).toEqual([{ pages: ['portal', 'inquiries', 'conformance'] }]);
  });

  it('hold the pages about one thing', () => {
    expect(standing('box', supervisor)).toBe('list');
    expect(standing('scorecard', supervisor)).toBe('scorecards');
    expect(standing('scorecard', somebody('filer'))).toBe('portal');
    expect(standing('models', supervisor)).toBe('models');
  });
});
