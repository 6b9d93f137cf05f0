/** What can be measured in a scan: lengths, areas and how much of the beam passed. */

import type { ScanShape } from '../shapes';
import type { Layer } from './pyramid';
import type { Frame, Point, Size } from './view';

export interface Part {
  /** Corners, in any order. */
  from: Point;
  to: Point;
}

/** Columns and rows of a rectangle, half-open. */
export interface Cells {
  columns: [number, number];
  rows: [number, number];
}

export interface Measured {
  /** Metres along, up and across; absent where the scan does not tell its geometry. */
  along?: number;
  up?: number;
  across?: number;
  /** Mean share of the open beam, of each pixel and from 0 to 1. */
  share: number;
  /** Mean of -ln of that share. */
  attenuation: number;
  pixels: number;
}

/** The frame that a scan is drawn in: true to measure where its geometry is known. */
export function frameOf(scan: ScanShape): Frame {
  const known = scan.row_height_mm && scan.line_spacing_mm;
  const aspect = known ? scan.row_height_mm! / scan.line_spacing_mm! : 1;
  return { width: scan.width, height: scan.height, aspect };
}

/** The pixels between two corners, at least one, within the picture. */
export function cells({ width, height }: Size, { from, to }: Part): Cells {
  return { columns: range(from.x, to.x, width), rows: range(from.y, to.y, height) };
}

/** The square of pixels around a point. */
export function spot({ x, y }: Point, half = 2): Part {
  return { from: { x: x - half, y: y - half }, to: { x: x + half, y: y + half } };
}

/** Measure the rectangle between two corners, which is at least one pixel. */
export function measured(scan: ScanShape, layer: Layer, { from, to }: Part): Measured {
  const { columns, rows } = cells(layer, { from, to });
  const [[left, right], [top, bottom]] = [columns, rows];
  let share = 0;
  let attenuation = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const seen = Math.max(layer.pixels[y * layer.width + x]!, 1) / 65535;
      share += seen;
      attenuation -= Math.log(seen);
    }
  }
  const pixels = (right - left) * (bottom - top);
  const found = { share: share / pixels, attenuation: attenuation / pixels, pixels };
  if (!scan.line_spacing_mm || !scan.row_height_mm) return found;
  const along = (Math.abs(to.x - from.x) * scan.line_spacing_mm) / 1000;
  const up = (Math.abs(to.y - from.y) * scan.row_height_mm) / 1000;
  return { ...found, along, up, across: Math.hypot(along, up) };
}

/** Mean attenuation of each of `count` slices along the container. */
export function strip({ width, height, pixels }: Layer, count: number): number[] {
  const slices = Math.min(count, width);
  return Array.from({ length: slices }, (_, slice) => {
    const left = Math.floor((slice * width) / slices);
    const right = Math.floor(((slice + 1) * width) / slices);
    let sum = 0;
    for (let y = 0; y < height; y += 1)
      for (let x = left; x < right; x += 1)
        sum -= Math.log(Math.max(pixels[y * width + x]!, 1) / 65535);
    return sum / ((right - left) * height);
  });
}

function range(one: number, other: number, length: number): [number, number] {
  const low = Math.min(Math.max(Math.floor(Math.min(one, other)), 0), length - 1);
  return [low, Math.min(Math.max(Math.ceil(Math.max(one, other)), low + 1), length)];
}
