import { describe, expect, it } from 'vitest';
import { fieldKey, rests } from '../src/lib/dossier/fields';
import { strip } from '../src/lib/dossier/journey';
import { isEdifact, readable, segments } from '../src/lib/dossier/raw';
import { logistic, waterfall } from '../src/lib/waterfall';
import type { JourneyStop } from '../src/lib/shapes';

const alone = (value: number): number => value;

const stop = (kind: string, at: string | null, gap = false): JourneyStop => ({
  at,
  kind,
  classifier: kind === 'declared' || gap ? null : 'actual',
  location: null,
  location_name: null,
  facility: null,
  gap,
});

describe('the drawing of the reasons', () => {
  it('goes from the base to the total without a break', () => {
    const { bars, base } = waterfall([2, -1], alone);
    expect(base).toBe(0);
    expect(bars.map(({ left, width, end }) => [left, width, end])).toEqual([
      [0, 100, 100],
      [50, 50, 50],
    ]);
  });

  it('stays within its frame when all reasons lower the risk', () => {
    const { bars, base } = waterfall([-2, -2], alone);
    expect(base).toBe(100);
    expect(bars.every(({ left, width }) => left >= 0 && left + width <= 100)).toBe(true);
  });

  it('is empty, not broken, without reasons', () => {
    expect(waterfall([], alone).bars).toEqual([]);
    expect(logistic(0)).toBe(0.5);
  });
});

describe('a reason lights', () => {
  it('the field it names, however that is spelt', () => {
    const spellings = ['consignee.name', 'consignee_name', 'consignment.consignee.name'];
    expect(spellings.map(fieldKey)).toEqual(Array(3).fill('consignee_name'));
    expect(fieldKey('goods_items[0].hs_code')).toBe('goods_item_hs_code');
    expect(fieldKey('hs_code')).toBe('goods_item_hs_code');
  });

  it('all fields of a noun, and no namesake', () => {
    expect(rests('consignee_name', ['consignee'])).toBe(true);
    expect(rests('consignor_name', ['consignee'])).toBe(false);
    expect(rests('equipment_number', ['equipment_num'])).toBe(false);
  });
});

describe('the journey strip', () => {
  it('draws a gap as a gap, with its length', () => {
    const journey = [
      stop('loaded', '2026-03-01T00:00:00Z'),
      stop('gap', null, true),
      stop('discharged', '2026-03-09T00:00:00Z'),
      stop('declared', null),
    ];
    const { marks, legs } = strip(journey);
    expect(marks.length).toBe(3);
    expect(legs.map(({ kind, silent }) => [kind, silent])).toEqual([
      ['gap', 8 * 86_400_000],
      ['declared', null],
    ]);
  });

  it('keeps the stops in order and apart', () => {
    const xs = strip(Array.from({ length: 9 }, () => stop('loaded', null))).marks.map(({ x }) => x);
    expect(xs.every((x, i) => i === 0 || x - (xs[i - 1] ?? 0) > 100)).toBe(true);
  });
});

describe('a raw document', () => {
  it('shows every byte, control characters as their pictures', () => {
    expect(readable(new Uint8Array([65, 0, 27, 10, 127]))).toBe('A␀␛\n␡');
    expect(readable(new Uint8Array([0xc3, 0xa9]))).toBe('é');
    expect(readable(new Uint8Array([0xff, 0x41]))).toBe('ÿA');
  });

  it('is broken after segments, not after a released terminator', () => {
    const text = "UNB+UNOC:3'FTX+AAA+++O?'BRIEN'UNZ'";
    expect(isEdifact(text)).toBe(true);
    expect(segments(text)).toBe("UNB+UNOC:3'\nFTX+AAA+++O?'BRIEN'\nUNZ'\n");
    expect(segments(text).replaceAll('\n', '')).toBe(text);
  });

  it('obeys the characters that UNA sets', () => {
    expect(segments('UNA:+.! ~UNB+A!~B~')).toBe('UNA:+.! ~UNB+A!~B~\n');
  });
});
