import { describe, expect, it } from 'vitest';
import { measured, strip } from '../src/lib/scans/measuring';
import { pyramid } from '../src/lib/scans/pyramid';
import { fitted, shifted, tone } from '../src/lib/scans/tone';
import { alike, inPicture, moved, onCanvas, whole, zoomed } from '../src/lib/scans/view';
import type { ScanShape } from '../src/lib/shapes';

const FRAME = { width: 2500, height: 700, aspect: 1.3 };
const CANVAS = { width: 1200, height: 500 };

describe('the view of a scan', () => {
  it('shows the whole picture at first, and never less', () => {
    const first = whole(FRAME, CANVAS);
    expect(first.scale).toBeCloseTo(Math.min(1200 / 2500, 500 / (700 * 1.3)));
    expect(zoomed(first, FRAME, CANVAS, 0.1)).toEqual(first);
  });

  it('keeps the point under the pointer while it comes nearer', () => {
    const at = { x: 700, y: 260 };
    const before = whole(FRAME, CANVAS);
    const after = zoomed(before, FRAME, CANVAS, 6, at);
    const was = inPicture(before, FRAME, CANVAS, at);
    const is = inPicture(after, FRAME, CANVAS, at);
    expect(is.x).toBeCloseTo(was.x, 6);
    expect(is.y).toBeCloseTo(was.y, 6);
  });

  it('never leaves the picture', () => {
    let view = zoomed(whole(FRAME, CANVAS), FRAME, CANVAS, 8);
    for (let step = 0; step < 50; step += 1) view = moved(view, FRAME, CANVAS, { x: 300, y: 300 });
    const corner = inPicture(view, FRAME, CANVAS, { x: 0, y: 0 });
    expect(corner.x).toBeCloseTo(0, 6);
    expect(corner.y).toBeCloseTo(0, 6);
  });

  it('draws a point where it was taken from', () => {
    const view = zoomed(whole(FRAME, CANVAS), FRAME, CANVAS, 3, { x: 10, y: 480 });
    const at = onCanvas(view, FRAME, CANVAS, inPicture(view, FRAME, CANVAS, { x: 33, y: 44 }));
    expect(at.x).toBeCloseTo(33, 6);
    expect(at.y).toBeCloseTo(44, 6);
  });

  it('is the same part of another scan, and back again', () => {
    const other = { width: 1300, height: 900, aspect: 1 };
    const view = zoomed(whole(FRAME, CANVAS), FRAME, CANVAS, 4);
    const there = alike(view, FRAME, other);
    expect(there.x / other.width).toBeCloseTo(view.x / FRAME.width);
    const back = alike(there, other, FRAME);
    expect(back.scale).toBeCloseTo(view.scale);
    expect(back.y).toBeCloseTo(view.y);
  });
});

describe('brightness', () => {
  it('gives every halving of the beam one step by logarithm', () => {
    const step = tone(65535, true) - tone(32768, true);
    expect(tone(32768, true) - tone(16384, true)).toBeCloseTo(step, 4);
    expect(tone(0, true)).toBe(tone(1, true));
    expect(tone(65535, true)).toBe(1);
  });

  it('fits levels to the load, whatever two stray pixels are', () => {
    const pixels = new Uint16Array(10_000).fill(30_000);
    pixels[0] = 0;
    pixels[1] = 65_535;
    const { black, white } = fitted(pixels, false);
    expect(black).toBeLessThanOrEqual(30_000 / 65_535);
    expect(white).toBeGreaterThan(black);
    expect(white - black).toBeLessThan(0.01);
  });

  it('keeps white above black however often contrast is raised', () => {
    let levels = { black: 0, white: 1 };
    for (let step = 0; step < 200; step += 1) levels = shifted(levels, 0, 0.1);
    expect(levels.white).toBeGreaterThan(levels.black);
  });
});

describe('a pyramid of halves', () => {
  it('holds means of four, and one side ends at a pixel', () => {
    const pixels = Uint16Array.from({ length: 8 * 4 }, (_, at) => at * 100);
    const layers = pyramid({ width: 8, height: 4, pixels });
    expect(layers.map(({ width, height }) => [width, height])).toEqual([[8, 4], [4, 2], [2, 1]]);
    expect(layers[1]?.pixels[0]).toBe((0 + 100 + 800 + 900 + 2) >> 2);
  });
});

describe('measuring', () => {
  const scan = { line_spacing_mm: 5, row_height_mm: 4, width: 100, height: 50 } as ScanShape;
  const pixels = new Uint16Array(100 * 50).fill(65_535);
  for (let y = 10; y < 20; y += 1) pixels.fill(Math.round(65_535 / Math.E), y * 100 + 30, y * 100 + 40);
  const layer = { width: 100, height: 50, pixels };

  it('tells metres and how much of the beam passed', () => {
    const found = measured(scan, layer, { from: { x: 40, y: 20 }, to: { x: 30, y: 10 } });
    expect(found.along).toBeCloseTo(0.05);
    expect(found.up).toBeCloseTo(0.04);
    expect(found.attenuation).toBeCloseTo(1, 3);
    expect(found.pixels).toBe(100);
  });

  it('tells no metres where the scan does not tell its geometry', () => {
    const plain = { ...scan, row_height_mm: null };
    const found = measured(plain, layer, { from: { x: 0, y: 0 }, to: { x: 5, y: 5 } });
    expect(found.across).toBeUndefined();
    expect(found.share).toBeCloseTo(1);
  });

  it('measures at least one pixel, within the picture', () => {
    const found = measured(scan, layer, { from: { x: 500, y: -3 }, to: { x: 500, y: -3 } });
    expect(found.pixels).toBe(1);
  });

  it('shows along the container where it attenuates', () => {
    const slices = strip(layer, 10);
    expect(slices).toHaveLength(10);
    expect(slices[3]).toBeCloseTo(0.2, 2);
    expect(slices[0]).toBeCloseTo(0);
  });
});
