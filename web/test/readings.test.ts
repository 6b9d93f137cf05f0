import { describe, expect, it } from 'vitest';
import { likelihood, massOf, sentence } from '../src/lib/scans/findings';
import { letter } from '../src/lib/scans/said.svelte';
import { Stopwatch } from '../src/lib/scans/stopwatch';
import type { ScanFindingShape } from '../src/lib/shapes';

const FINDING: ScanFindingShape = {
  sign: 'threat',
  region: null,
  log_likelihood_ratio: Math.log(55),
  false_alarm: 0.005,
  reasons: [],
  place: null,
  mass_kg: null,
  mass_sd_kg: null,
};

describe('how likely it is', () => {
  it('is told as a count of honest containers where it is rare', () => {
    expect(likelihood(FINDING)).toBe(
      '1 in 200 honest containers look so · 55 times likelier if it is so than if it is not',
    );
  });

  it('is told in per cent where it is common, and that it says nothing where it does not', () => {
    expect(likelihood({ ...FINDING, false_alarm: 0.25, log_likelihood_ratio: -1 })).toBe(
      '25 % of honest containers look so · as likely if it is not so',
    );
  });

  it('never divides by a share of none', () => {
    expect(likelihood({ ...FINDING, false_alarm: 0 })).toContain('none of the honest containers');
  });
});

describe('a reason', () => {
  it('is a sentence with its figures, shares in per cent', () => {
    const figures = { found_share: 0.824, usual_share: 0.5 };
    expect(sentence({ code: 'fill_more', figures, words: {} })).toBe(
      'It fills 82 % of the container; such goods of that mass fill 50 %.',
    );
  });

  it('within a reason is a sentence of its own', () => {
    const words = { because: 'no_container' };
    expect(sentence({ code: 'earlier-unread', figures: {}, words })).toBe(
      'The earlier scan could not be held against this one. No container could be found in the picture.',
    );
  });

  it('that is new to the page is told as it came', () => {
    expect(sentence({ code: 'new', figures: { times: 2.512 }, words: { what: 'x' } })).toBe(
      'new, times 2.51, what x',
    );
  });

  it('leaves a dash where a word is missing', () => {
    const words = { scanner: 'S1' };
    expect(sentence({ code: 'scan_compared_with', figures: {}, words })).toBe(
      'Held against the scan of –; scanner S1, –.',
    );
  });
});

describe('a mass', () => {
  it('has the last place of its standard deviation where that is known, else two figures', () => {
    expect(massOf({ mass_kg: 18.24, mass_sd_kg: 4.13 })).toBe('about 18.2 ± 4.1 kg');
    expect(massOf({ mass_kg: 21473, mass_sd_kg: 648 })).toBe('about 21,470 ± 650 kg');
    expect(massOf({ mass_kg: 5.6, mass_sd_kg: 12.2 })).toBe('about 6 ± 12 kg');
    expect(massOf({ mass_kg: 24_130, mass_sd_kg: null })).toBe('about 24,000 kg');
    expect(massOf({ mass_kg: null, mass_sd_kg: null })).toBe('');
    expect(massOf({ mass_kg: 0, mass_sd_kg: null })).toBe('about 0 kg');
  });
});

describe('notes', () => {
  it('have letters, then pairs of them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letter)).toEqual([
      'A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA',
    ]);
  });
});

describe('the time of a look', () => {
  it('counts while the page is to be seen, and no longer', () => {
    let now = 0;
    const turns: (() => void)[] = [];
    const page = {
      hidden: false,
      addEventListener: (_: string, turned: () => void) => turns.push(turned),
      removeEventListener: () => turns.pop(),
    };
    const global = globalThis as { document?: unknown };
    const before = global.document;
    global.document = page;
    const watch = new Stopwatch(() => now);
    const end = watch.begin();
    now = 5000;
    page.hidden = true;
    turns[0]?.();
    now = 60_000;
    expect(watch.seconds).toBe(5);
    page.hidden = false;
    turns[0]?.();
    now = 62_000;
    expect(watch.seconds).toBe(7);
    watch.restart();
    expect(watch.seconds).toBe(0);
    now = 64_000;
    expect(watch.seconds).toBe(2);
    end();
    global.document = before;
    now = 99_000;
    expect(watch.seconds).toBe(2);
  });
});
