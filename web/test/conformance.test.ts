import { describe, expect, it } from 'vitest';
import { rangeOf } from '../src/lib/conformance';
import type { PlaceShape } from '../src/lib/shapes';

const spot = (offset: number, length: number) => ({ offset, length }) as PlaceShape;

describe('a place in a message', () => {
  it('is counted in bytes and shown in letters', () => {
    const text = "FTX+AAA+++CAFÉ MOLIDO'";
    const offset = new TextEncoder().encode('FTX+AAA+++').length;
    const [from, to] = rangeOf(text, spot(offset, new TextEncoder().encode('CAFÉ MOLIDO').length));
    expect(text.slice(from, to)).toBe('CAFÉ MOLIDO');
  });

  it('beyond the end is the end', () => {
    expect(rangeOf('AB', spot(99, 3))).toEqual([2, 2]);
  });
});
