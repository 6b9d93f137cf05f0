import { number, percent } from '../format.svelte';
import { t } from '../i18n/index.svelte';
import { reliabilityOf, type Plot } from '../models/curves';
import type { EvaluationBin, FigureShape, RankShape } from '../shapes';

type Write = (value: number) => string;

export const times: Write = (value) => number(value, 2, 2);
export const share: Write = percent;

/** A figure, or that there is none. */
export function figure(told: FigureShape | null, write: Write): string {
  if (!told) return '–';
  return told.value === null ? t('evaluation.no_figure') : write(told.value);
}

/** The interval of a figure, or the limits that hold without one; empty where it is known. */
export function interval(told: FigureShape | null, write: Write): string {
  if (!told || told.low === told.high) return '';
  return `${write(told.low)} – ${told.high === null ? '…' : write(told.high)}`;
}

/** The limits that hold whatever hid in what nobody reported on; empty where that changes nothing. */
export function limits({ least, most }: FigureShape, write: Write): string {
  if (least === null) return '';
  return `${write(least)} – ${most === null ? '…' : write(most)}`;
}

const ends = ({ value, low, high }: FigureShape) => ({ y: value, low, high: high ?? 1 });

export function recallOf(points: RankShape[]): Plot {
  return {
    spots: [
      { x: 0, y: 0, low: 0, high: 0 },
      ...points.map(({ looked, recall }) => ({ x: looked, ...ends(recall) })),
    ],
    marks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, share: at })),
  };
}

export function precisionOf(points: RankShape[]): Plot {
  return { ...reliabilityOf(points.map((p) => ({ predicted: p.looked, found: p.precision }))), even: false };
}

export const curveOf = (bins: EvaluationBin[]): Plot => reliabilityOf(bins);

