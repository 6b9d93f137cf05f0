import countries from 'world-atlas/countries-110m.json';
import { describe, expect, it } from 'vitest';
import { arc, drawn, framed, legible, projected, towards } from '../src/lib/strategy/earth';
import { outlined, type Topology } from '../src/lib/strategy/topology';

const atlas = countries as unknown as Topology;

describe('the map', () => {
  it('has the published values of the projection', () => {
    // Natural Earth: the equator is 0.8707 of its length on the sphere, the pole line 0.5.
    const { x } = projected([180, 0]);
    expect(x / (180 * Math.PI)).toBeCloseTo(0.8707, 4);
    expect(projected([180, 90]).x / x).toBeCloseTo(0.547, 2);
    expect(projected([0, 51])).toMatchObject({ x: 0 });
    expect(projected([10, -20]).y).toBe(-projected([10, 20]).y);
  });

  it('closes every coast and shows each border once', () => {
    const { rings, borders } = outlined(atlas);
    expect(rings.length).toBeGreaterThan(100);
    expect(rings.every((ring) => String(ring[0]) === String(ring.at(-1)))).toBe(true);
    expect(borders.length).toBeGreaterThan(200);
    const { land } = drawn({ rings, borders });
    expect(land).not.toContain('NaN');
    // The old world is one coast, and nothing is drawn right across the sheet, as an island on the date line would be.
    const xs = (ring: string) => ring.slice(0, -1).split('L').map((at) => Number(at.split(',')[0]));
    const steps = land.split('M').slice(1).flatMap((ring) => xs(ring).map((x, i, all) => Math.abs(x - (all[i - 1] ?? x))));
    expect(Math.max(...steps)).toBeLessThan(100);
    expect(Math.max(...land.split('M').map((ring) => ring.length))).toBeGreaterThan(10_000);
  });

  it('holds Antwerp, Guayaquil and Santos in the view of the Atlantic', () => {
    const frame = framed('atlantic');
    for (const at of [[4.3, 51.27], [-79.88, -2.24], [-46.32, -23.97]] as const) {
      const { x, y } = projected([...at]);
      expect(x > frame.x && x < frame.x + frame.width).toBe(true);
      expect(y > frame.y && y < frame.y + frame.height).toBe(true);
    }
  });

  it('goes to the nearest mark in a direction, and nowhere where there is none', () => {
    const spots = [{ x: 0, y: 0 }, { x: 10, y: 1 }, { x: 4, y: 3 }, { x: -5, y: 0 }];
    const right = { x: 1, y: 0 };
    expect(towards({ x: 0, y: 0 }, spots, right)).toBe(2);
    expect(towards({ x: 4, y: 3 }, spots, right)).toBe(1);
    expect(towards({ x: 10, y: 1 }, spots, right)).toBe(-1);
  });

  it('keeps there and back apart', () => {
    const [one, other] = [{ x: 0, y: 0 }, { x: 10, y: 0 }];
    expect(arc(one, other)).not.toBe(arc(other, one).split('').reverse().join(''));
    expect(arc(one, other)).toContain('5.0,-1.8');
    expect(arc(other, one)).toContain('5.0,1.8');
  });

  it('writes no name over another', () => {
    const box = (x: number) => ({ x, y: 0, width: 10, height: 5 });
    expect(legible([box(0), box(5), box(11)])).toEqual([true, false, true]);
    expect(legible([box(0), box(20)], [box(5)])).toEqual([false, true]);
  });
});
