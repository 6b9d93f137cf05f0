import { describe, expect, it } from 'vitest';
import type { WorkPage, WorkRow } from '../src/lib/shapes';
import { Pages } from '../src/lib/worklist/pages.svelte';

/** A list of 1,000 rows that answers when told to. */
class SlowList {
  asked: { offset: number; signal: AbortSignal; answer: () => void }[] = [];
  name = 'a';

  fetch = (offset: number, limit: number, signal: AbortSignal): Promise<WorkPage> =>
    new Promise((resolve) => {
      const name = this.name;
      const rows = Array.from({ length: Math.min(limit, 1000 - offset) }, (_, i) => {
        return { box_id: `${name}${offset + i}` } as WorkRow;
      });
      const page = { total: 1000, offset, rows, as_of: '2026-03-02T07:00:00Z' };
      this.asked.push({ offset, signal, answer: () => resolve(page) });
    });
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function opened(): Promise<[SlowList, Pages]> {
  const list = new SlowList();
  const pages = new Pages(list.fetch);
  pages.want({ first: 0, end: 20 }, 1);
  list.asked[0]?.answer();
  await settle();
  return [list, pages];
}

describe('the pages of the list', () => {
  it('give a row once its page is here', async () => {
    const [, pages] = await opened();
    expect([pages.total, pages.row(7)?.box_id, pages.row(300)]).toEqual([1000, 'a7', undefined]);
  });

  it('fetch the next page ahead, once', async () => {
    const [list, pages] = await opened();
    pages.want({ first: 0, end: 20 }, 1);
    pages.want({ first: 1, end: 21 }, 1);
    expect(list.asked.map(({ offset }) => offset)).toEqual([0, 200]);
  });

  it('cancel what scrolled away before it arrived', async () => {
    const [list, pages] = await opened();
    pages.want({ first: 400, end: 420 }, 1);
    pages.want({ first: 800, end: 820 }, 1);
    expect(list.asked.map(({ offset, signal }) => [offset, signal.aborted])).toEqual([
      [0, false],
      [400, true],
      [600, true],
      [800, false],
    ]);
  });

  it('keep the old rows on show until those of a new order are here', async () => {
    const [list, pages] = await opened();
    list.name = 'b';
    pages.reset(list.fetch);
    pages.want({ first: 0, end: 20 }, 1);
    expect([pages.state, pages.row(0)?.box_id]).toEqual(['loading', 'a0']);
    list.asked.at(-1)?.answer();
    await settle();
    expect([pages.state, pages.row(0)?.box_id]).toEqual(['ready', 'b0']);
  });

  it('never show an answer to a question that was dropped', async () => {
    const [list, pages] = await opened();
    pages.want({ first: 400, end: 420 }, 1);
    const old = list.asked.at(-1);
    list.name = 'b';
    pages.reset(list.fetch);
    pages.want({ first: 0, end: 20 }, 1);
    list.asked.at(-1)?.answer();
    old?.answer();
    await settle();
    expect([pages.row(0)?.box_id, pages.row(400), pages.row(600)]).toEqual(['b0', undefined, undefined]);
  });

  it('say when the node fails, and recover', async () => {
    const pages = new Pages(() => Promise.reject(new Error('away')));
    pages.want({ first: 0, end: 20 }, 1);
    await settle();
    expect(pages.state).toBe('failed');
    const list = new SlowList();
    pages.reset(list.fetch);
    pages.want({ first: 0, end: 20 }, 1);
    list.asked[0]?.answer();
    await settle();
    expect(pages.state).toBe('ready');
  });

  it('say where a box stands', async () => {
    const [, pages] = await opened();
    expect([pages.find('a42'), pages.find('b42')]).toEqual([42, undefined]);
  });
});
