import { describe, expect, it } from 'vitest';
import { areaOf, overlap } from '../src/lib/parties/labels';
import { layout } from '../src/lib/parties/layout';
import { next } from '../src/lib/parties/marks';
import type { GraphEdgeShape, GraphNodeShape, GraphShape } from '../src/lib/shapes';

const node = (node_id: string, depth: number, kind: GraphNodeShape['kind'] = 'party'): GraphNodeShape => ({
  node_id, kind, depth, label: `FIRM ${node_id}`, degree: 1, finds: 0,
});
const edge = (source: string, target: string): GraphEdgeShape => ({
  source, target, tie: 'deals', since: '2026-03-02T07:00:00Z', weight: 0.5,
});
const graph = (nodes: GraphNodeShape[], edges: GraphEdgeShape[]): GraphShape => ({
  party_id: 'a', nodes, edges, left_off: 0,
});

/** Around `a` a telephone of `many` parties, each dealing with one more. */
function crowd(many: number): GraphShape {
  const inner = Array.from({ length: many }, (_, i) => node(`b${i}`, 1));
  const outer = Array.from({ length: many }, (_, i) => node(`c${i}`, 2));
  return graph(
    [node('a', 0), ...inner, ...outer, node('t', 0, 'telephone')],
    [
      edge('a', 't'),
      ...inner.map((one) => edge(one.node_id, 't')),
      ...inner.map((one, i) => edge(one.node_id, `c${i}`)),
    ],
  );
}

const sizes = [[3, 1300], [3, 340], [31, 1300], [31, 340], [74, 1300], [73, 340], [74, 340]] as const;

describe('a drawing of what lies around a party', () => {
  it('sets the party asked for in the middle and what is further from it further out', () => {
    const { spots, width, height } = layout(crowd(3), 800);
    const away = (id: string): number => {
      const spot = spots.find((one) => one.node.node_id === id)!;
      return Math.hypot(spot.x - width / 2, spot.y - height / 2);
    };
    expect(away('a')).toBe(0);
    for (const i of [0, 1, 2]) {
      expect(away(`b${i}`)).toBeGreaterThan(away('t'));
      expect(away(`c${i}`)).toBeGreaterThan(away(`b${i}`));
    }
  });

  it.each(sizes)('of %i branches on %i pixels keeps every node inside and apart from the others', (many, room) => {
    const { spots, width, height } = layout(crowd(many), room);
    expect(spots).toHaveLength(2 * many + 2);
    const near = spots.flatMap((one, i) =>
      spots.slice(i + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
    );
    expect(Math.min(...near)).toBeGreaterThan(20);
    for (const { x, y } of spots) {
      expect(Math.min(x, y, width - x, height - y)).toBeGreaterThan(12);
    }
  });

  it.each(sizes)('of %i branches on %i pixels sets no name upon another', (many, room) => {
    const areas = layout(crowd(many), room).spots.flatMap((spot) => (spot.label ? [areaOf(spot.label)] : []));
    expect(areas.length).toBeGreaterThan(0);
    expect(areas.flatMap((one, i) => areas.slice(i + 1).filter((other) => overlap(one, other)))).toEqual([]);
  });

  it('fits a narrow screen while there is little to draw', () => {
    expect(layout(crowd(3), 340).width).toBe(340);
  });

  it('is the same each time', () => {
    expect(layout(crowd(20), 1000)).toEqual(layout(crowd(20), 1000));
  });

  it('shows a party alone, and nothing for a party that is not in its graph', () => {
    expect(layout(graph([node('a', 0)], []), 500).spots).toHaveLength(1);
    expect(layout(graph([], []), 500).spots).toEqual([]);
  });

  it('shows a node that no tie reaches', () => {
    expect(layout(graph([node('a', 0), node('b', 1)], []), 500).spots).toHaveLength(2);
  });
});

describe('an arrow key in the drawing', () => {
  const spots = [{ x: 0, y: 0 }, { x: 50, y: 5 }, { x: 30, y: 60 }, { x: -20, y: 0 }];

  it('goes to the nearest node on that side', () => {
    expect(next(spots, spots[0]!, 'ArrowRight')).toBe(spots[1]);
    expect(next(spots, spots[0]!, 'ArrowLeft')).toBe(spots[3]);
    expect(next(spots, spots[0]!, 'ArrowDown')).toBe(spots[2]);
  });

  it('stays where nothing lies on that side', () => {
    expect(next(spots, spots[3]!, 'ArrowLeft')).toBeUndefined();
  });
});
