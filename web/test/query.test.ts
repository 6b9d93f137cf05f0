import { describe, expect, it } from 'vitest';
import { address, parseRoute } from '../src/lib/route';
import { asked, at, cleared, filtered, orderOf, rowOf, sorted } from '../src/lib/worklist/query';

const query = (text: string) => new URLSearchParams(text);

describe('the address', () => {
  it('is read and written without loss', () => {
    const written = address('box', query('q=a b&status=open'), 'QX:1/2');
    const route = parseRoute(written);
    expect([route.page, route.id]).toEqual(['box', 'QX:1/2']);
    expect(address(route.page, route.query, route.id)).toBe(written);
  });

  it('leads to the list when it names no page', () => {
    expect(parseRoute('#/nowhere?status=open').page).toBe('list');
    expect(parseRoute('#/box').page).toBe('list');
  });
});

describe('the list asks for', () => {
  it('the greatest risk first, until told otherwise', () => {
    expect(`${asked(query('row=7&unknown=1'))}`).toBe('sort=probability&order=desc');
  });

  it('the same thing whatever the order of the address', () => {
    expect(`${asked(query('hs=08&q=x'))}`).toBe(`${asked(query('q=x&hs=08&row=3'))}`);
  });
});

describe('a click on a column', () => {
  it('sorts in its natural direction, then turns round', () => {
    const once = sorted(query('sort=deadline_at&row=5'), 'finding_count');
    expect([orderOf(once), rowOf(once)]).toEqual(['desc', 0]);
    expect(orderOf(sorted(once, 'finding_count'))).toBe('asc');
    expect(orderOf(sorted(query(''), 'deadline_at'))).toBe('asc');
  });
});

describe('a filter', () => {
  it('goes back to the first row and keeps the order', () => {
    expect(`${filtered(query('sort=rank&row=9'), 'status', 'open')}`).toBe('sort=rank&status=open');
  });

  it('is gone when it is emptied, and all are when cleared', () => {
    expect(`${filtered(query('status=open'), 'status', '')}`).toBe('');
    expect(`${cleared(query('status=open&q=x&sort=deadline_at&row=4'))}`).toBe('sort=deadline_at');
  });
});

describe('the row in focus', () => {
  it('is the first when the address is wrong about it', () => {
    expect(['row=-1', 'row=x', 'row=1.5', ''].map((text) => rowOf(query(text)))).toEqual([0, 0, 0, 0]);
    expect(rowOf(at(query('q=x'), 12))).toBe(12);
  });
});
