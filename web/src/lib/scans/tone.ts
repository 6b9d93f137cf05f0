/** From shares of the open beam to brightness. */

const FULL = 65535;
const DEEPEST = Math.log(FULL);

/** Which brightness from 0 to 1 is drawn black, and which white. */
export interface Levels {
  black: number;
  white: number;
}

export const ALL: Levels = { black: 0, white: 1 };

/** Brightness of a pixel, 0 to 1; by logarithm every halving of the beam is one step. */
export function tone(pixel: number, logarithmic: boolean): number {
  return logarithmic ? 1 + Math.log(Math.max(pixel, 1) / FULL) / DEEPEST : pixel / FULL;
}

/** Levels between which all but the darkest and brightest hundredth of the load lie. */
export function fitted(pixels: Uint16Array, logarithmic: boolean): Levels {
  const bins = new Uint32Array(1024);
  const stride = Math.max(1, Math.floor(pixels.length / 200_000));
  let count = 0;
  for (let at = 0; at < pixels.length; at += stride) {
    const bin = Math.floor(tone(pixels[at] ?? 0, logarithmic) * 1023);
    bins[bin] = (bins[bin] ?? 0) + 1;
    count += 1;
  }
  return spread({ black: quantile(bins, count * 0.01), white: quantile(bins, count * 0.99) });
}

/** Levels that show what little passed: the darkest part of the picture, by logarithm. */
export const PENETRATING: Levels = { black: 0.25, white: 0.75 };

/** Brighter by moving both levels, more contrast by bringing them nearer. */
export function shifted({ black, white }: Levels, brighter: number, contrast: number): Levels {
  const half = ((white - black) / 2) * (1 - contrast);
  const middle = (black + white) / 2 - brighter;
  return spread({ black: middle - half, white: middle + half });
}

function spread({ black, white }: Levels): Levels {
  const low = Math.min(Math.max(black, -1), 1.98);
  return { black: low, white: Math.min(Math.max(white, low + 0.005), 2) };
}

function quantile(bins: Uint32Array, below: number): number {
  let sum = 0;
  for (const [bin, found] of bins.entries()) {
    sum += found;
    if (sum > below) return bin / 1023;
  }
  return 1;
}
