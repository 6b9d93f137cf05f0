/** Outlines out of TopoJSON: lines that neighbours share are stored once, as steps on a grid. */
import type { Position } from './earth';

type Lines = number[];
interface Shape {
  type: string;
  arcs?: unknown;
  geometries?: Shape[];
}
export interface Topology {
  arcs: number[][][];
  transform: { scale: number[]; translate: number[] };
  objects: Record<string, Shape>;
}
export interface Geography {
  /** Coasts, each closed. */
  rings: Position[][];
  /** Lines that two countries share. */
  borders: Position[][];
}

function line(topology: Topology, steps: number[][]): Position[] {
  const { scale, translate } = topology.transform;
  let [x, y] = [0, 0];
  return steps.map(([dx = 0, dy = 0]) => {
    x += dx;
    y += dy;
    return [x * (scale[0] ?? 1) + (translate[0] ?? 0), y * (scale[1] ?? 1) + (translate[1] ?? 0)];
  });
}

/** The rings of a shape, each a list of lines; `~i` is line `i` backwards. */
function rings(shape: Shape): Lines[] {
  if (shape.geometries) return shape.geometries.flatMap(rings);
  if (shape.type === 'Polygon') return shape.arcs as Lines[];
  if (shape.type === 'MultiPolygon') return (shape.arcs as Lines[][]).flat();
  return [];
}

export function outlined(topology: Topology): Geography {
  const lines = topology.arcs.map((steps) => line(topology, steps));
  const way = (i: number): Position[] => (i < 0 ? (lines[~i] ?? []).toReversed() : (lines[i] ?? []));
  const { land, countries } = topology.objects;
  const count = new Map<number, number>();
  for (const ring of countries ? rings(countries) : []) {
    for (const i of ring) count.set(i < 0 ? ~i : i, (count.get(i < 0 ? ~i : i) ?? 0) + 1);
  }
  return {
    rings: land ? rings(land).map((ring) => ring.flatMap((i, at) => way(i).slice(at ? 1 : 0))) : [],
    borders: [...count].filter(([, times]) => times > 1).map(([i]) => lines[i] ?? []),
  };
}

let kept: Promise<Geography> | undefined;

/** The countries of Natural Earth at 1:110 million, loaded once, from the node itself. */
export function geography(): Promise<Geography> {
  kept ??= import('world-atlas/countries-110m.json').then(({ default: atlas }) =>
    outlined(atlas as unknown as Topology),
  );
  return kept;
}
