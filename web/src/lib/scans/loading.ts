/** Pixels of a scan from the node: first a small picture, then the whole. */

import { api } from '../client';
import type { ScanShape } from '../shapes';
import type { Layer } from './pyramid';

type Energy = ScanShape['energies'][number];

/** Return which energy is shown first: the one that sees deepest. */
export function first(scan: ScanShape): Energy {
  return scan.energies.find((energy) => energy === 'high') ?? scan.energies[0]!;
}

/** Fetch one energy, shrunk `step` times along both sides. */
export async function layerOf(
  scan: ScanShape,
  energy: Energy,
  step: number,
  signal: AbortSignal,
): Promise<Layer> {
  return layer(await api.plane(scan.digest, energy, step, signal), scan, step);
}

/** Fetch an earlier scan as it lies in the picture of a later one. */
export async function laidOn(
  scan: ScanShape,
  earlier: ScanShape,
  step: number,
  signal: AbortSignal,
): Promise<Layer> {
  return layer(await api.laid(scan.digest, earlier.digest, step, signal), scan, step);
}

function layer(bytes: ArrayBuffer, scan: ScanShape, step: number): Layer {
  const width = Math.max(Math.floor(scan.width / step), 1);
  const height = Math.max(Math.floor(scan.height / step), 1);
  return { width, height, pixels: new Uint16Array(bytes, 0, width * height) };
}

/** How often a scan is shrunk so that the first picture comes at once: about 100,000 pixels. */
export function preview(scan: ScanShape): number {
  return Math.min(16, Math.max(1, Math.round(Math.sqrt((scan.width * scan.height) / 100_000))));
}
