import { describe, expect, it } from 'vitest';
import { hues, HEIGHT, WIDTH } from '../src/lib/scans/hues';
import { classOf, Curves, weighed } from '../src/lib/scans/material';
import { cells, measured, spot, strip } from '../src/lib/scans/measuring';
import { pyramid } from '../src/lib/scans/pyramid';
import { fitted, shifted, tone } from '../src/lib/scans/tone';
import { alike, around, inPicture, moved, onCanvas, whole, zoomed } from '../src/lib/scans/view';
import type { MaterialsShape, ScanShape } from '../src/lib/shapes';

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

  it.each([1, 8])('brings every corner under the cross and no farther, %d times as near', (factor) => {
    let view = zoomed(whole(FRAME, CANVAS), FRAME, CANVAS, factor);
    for (let step = 0; step < 100; step += 1) view = moved(view, FRAME, { x: 300, y: 300 });
    expect([view.x, view.y]).toEqual([0, 0]);
    for (let step = 0; step < 200; step += 1) view = moved(view, FRAME, { x: -300, y: -300 });
    expect([view.x, view.y]).toEqual([FRAME.width, FRAME.height]);
  });

  it('is the whole picture again once it cannot be farther', () => {
    const near = moved(zoomed(whole(FRAME, CANVAS), FRAME, CANVAS, 2), FRAME, { x: 900, y: 900 });
    expect(zoomed(near, FRAME, CANVAS, 1 / 4)).toEqual(whole(FRAME, CANVAS));
  });

  it('draws a point where it was taken from', () => {
    const view = zoomed(whole(FRAME, CANVAS), FRAME, CANVAS, 3, { x: 10, y: 480 });
    const at = onCanvas(view, FRAME, CANVAS, inPicture(view, FRAME, CANVAS, { x: 33, y: 44 }));
    expect(at.x).toBeCloseTo(33, 6);
    expect(at.y).toBeCloseTo(44, 6);
  });

  it('jumps to a region with as much around it, also at the edge of the picture', () => {
    const region = { left: 2400, top: 100, right: 2500, bottom: 160 };
    const view = around(FRAME, CANVAS, region);
    expect((region.right - region.left) * view.scale).toBeLessThanOrEqual(CANVAS.width / 3 + 1e-6);
    expect([view.x, view.y]).toEqual([2450, 130]);
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

/** Wedges of three substances whose attenuation is a straight line: by hand what they read. */
const SHAPE: MaterialsShape = {
  endpoints_mev: [4, 6],
  assumed: false,
  grid: [0, 1, 4, 14],
  numbers: [6, 13, 26, 82],
  low: [1.3, 1.2, 1.1, 1].map((ratio) => [0, 1, 4, 14].map((high) => high * ratio)),
  areal_density: [20, 22, 24, 26].map((depth) => [0, 1, 4, 14].map((high) => high * depth)),
  rays: { lowest: -0.1, step: 0.1, pixel_kg: 0.5 },
};

describe('material', () => {
  const curves = new Curves(SHAPE);
  const pixel = (depth: number): number => Math.round(65_535 * Math.exp(-depth));

  it('is that of a wedge, or between two', () => {
    const wedge = curves.of(2.4, 2);
    expect(wedge.number).toBeCloseTo(13);
    expect(wedge.depth).toBeCloseTo(44);
    const between = curves.of(2.3, 2);
    expect(between.number).toBeCloseTo(19.5);
    expect(between.depth).toBeCloseTo(46);
    expect(curves.read(pixel(2.4), pixel(2)).depth).toBeCloseTo(44, 1);
  });

  it('ends with the lightest and the heaviest wedge', () => {
    expect(curves.of(9, 2).number).toBe(6);
    expect(curves.of(0.1, 2).number).toBe(82);
  });

  it('is not told of nothing, nor where no signal is left', () => {
    expect(curves.of(0.01, 0.01).number).toBeNaN();
    expect(curves.of(0.01, 0.01).depth).toBeGreaterThan(0);
    expect(curves.read(0, 0).depth).toBeNaN();
  });

  it('has the bounds of its classes', () => {
    expect([6.4, 10, 18, 39.9, 40].map(classOf)).toEqual([
      'organic', 'mixed', 'metal', 'metal', 'dense_metal',
    ]);
  });

  it('is weighed along its rays, which are longer the steeper they are', () => {
    const layer = (depth: number) => ({
      width: 4,
      height: 3,
      pixels: new Uint16Array(12).fill(pixel(depth)),
    });
    const pair = { low: layer(2.4), high: layer(2), curves };
    const all = weighed(pair, { columns: [0, 4], rows: [0, 3] });
    // Slopes of the three rows from the top: 0.1, 0, -0.1.
    expect(all.kg).toBeCloseTo(4 * 44 * 0.5 * (1 + 2 / Math.hypot(1, 0.1)), 0);
    expect(all.kind).toBe('mixed');
    const { kg } = weighed(pair, cells(layer(1), spot({ x: 2.5, y: 1.5 }, 0.5)));
    expect(kg).toBeCloseTo(44 * 0.5, 1);
  });

  it('has a colour that pales when others are kept', () => {
    const at = (kept: 'all' | 'organic' | 'metal', ratio: number): number[] => {
      const { colours, least, most } = hues(curves, kept);
      const x = Math.round(Math.sqrt(2 / Math.log(65535)) * (WIDTH - 1));
      const y = Math.round(((ratio - least) / (most - least)) * (HEIGHT - 1));
      return [...colours.slice((y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 4)];
    };
    const [red, , blue, sure] = at('all', 1.3);
    expect(red!).toBeGreaterThan(blue!);
    expect(sure).toBe(255);
    expect(at('organic', 1.3)).toEqual(at('all', 1.3));
    expect(at('metal', 1.3)).toEqual([255, 255, 255, 255]);
    expect(at('metal', 1.1)).toEqual(at('all', 1.1));
  });
});
