import type { PlaceShape } from './shapes';

/** Positions in a text of bytes counted in its UTF-8 form; a place beyond it is its end. */
export function rangeOf(text: string, spot: PlaceShape): [number, number] {
  const decoder = new TextDecoder();
  const data = new TextEncoder().encode(text);
  const until = (end: number): number => decoder.decode(data.subarray(0, end)).length;
  return [until(spot.offset), until(spot.offset + spot.length)];
}
