import type { GraphEdgeShape, GraphNodeShape, GraphShape } from '../shapes';
import { place, type Label } from './labels';
import { tree, type Branch } from './tree';

export interface Spot {
  node: GraphNodeShape;
  x: number;
  y: number;
  /** Where its name stands; null where there is no room for it. */
  label: Label | null;
}

export interface Drawing {
  width: number;
  height: number;
  /** Party asked for first, then ring by ring. */
  spots: Spot[];
  edges: { edge: GraphEdgeShape; from: Spot; to: Spot }[];
  /** Half axes of the rings, from the inside. */
  rings: { rx: number; ry: number }[];
}

/** Pixels between the centres of two nodes: what a finger needs (WCAG 2.5.8). */
const GAP = 26;
const NARROW = 640;

/**
 * Lay a graph out on rings around the party asked for; the same graph gives the same drawing.
 *
 * Each branch has an angle by the room that it needs, so the ties of the tree do not cross. Where nodes
 * crowd, every ring is two rows. A drawing is wider than `room` pixels only when it must be.
 */
export function layout(graph: GraphShape, room: number): Drawing {
  const root = tree(graph);
  if (!root) return { width: room, height: 0, spots: [], edges: [], rings: [] };
  const rings = Math.max(1, depthOf(root));
  const size = sizeOf(needOf(root), rings, room);
  const spots = spread(root, size, rings);
  const byId = new Map(spots.map((spot) => [spot.node.node_id, spot]));
  place(spots, size);
  return {
    ...size,
    spots,
    edges: graph.edges.flatMap((edge) => {
      const [from, to] = [byId.get(edge.source), byId.get(edge.target)];
      return from && to ? [{ edge, from, to }] : [];
    }),
    rings: Array.from({ length: depthOf(root) }, (_, i) => ({
      rx: (size.rx * (i + 1)) / rings,
      ry: (size.ry * (i + 1)) / rings,
    })),
  };
}

interface Size {
  width: number;
  height: number;
  rx: number;
  ry: number;
  /** How far every other node of a ring stands further out. */
  stagger: number;
  /** Angle that the branches share, in radians: less than all round where first and last would meet. */
  angle: number;
}

const depthOf = (branch: Branch): number =>
  Math.max(branch.ring, ...branch.children.map(depthOf));

/** Room that a branch needs, as an arc on the first ring in units of `GAP`. */
function needOf(branch: Branch): number {
  const inside = branch.children.reduce((sum, child) => sum + needOf(child), 0);
  return Math.max(inside, branch.ring ? 1 / branch.ring : 0);
}

function sizeOf(need: number, rings: number, room: number): Size {
  const narrow = room < NARROW;
  const margin = narrow ? 28 : 150;
  const free = room / 2 - margin;
  const around = (gap: number, units: number): number => (gap * rings * units) / (2 * Math.PI);
  const crowded = around(GAP, need) > Math.max(free, 200);
  const step = crowded ? 2.3 * GAP : narrow ? 40 : Math.max(72, 200 / rings);
  const radius = Math.max(step * rings, crowded ? around(GAP * 0.6, need + 1) : around(GAP, need), 80);
  const rx = Math.max(radius, Math.min(free, radius * 1.9));
  const ry = narrow ? radius * 1.35 : radius;
  const stagger = crowded ? GAP : 0;
  return {
    width: Math.max(room, 2 * (rx + stagger + (narrow ? 28 : 60))),
    height: 2 * (ry + stagger + 30),
    rx,
    ry,
    stagger,
    angle: 2 * Math.PI * (crowded ? need / (need + 1) : 1),
  };
}

/** Set the branches around their roots, ring by ring. */
function spread(root: Branch, size: Size, rings: number): Spot[] {
  const spots: Spot[] = [];
  const rows = new Map<number, number>();
  const set = (branch: Branch, from: number, angle: number): void => {
    const middle = from + angle / 2;
    const before = rows.get(branch.ring) ?? 0;
    const out = before % 2 ? size.stagger : 0;
    rows.set(branch.ring, before + 1);
    spots.push({
      node: branch.node,
      x: round(size.width / 2 + Math.cos(middle) * ((size.rx * branch.ring) / rings + out)),
      y: round(size.height / 2 + Math.sin(middle) * ((size.ry * branch.ring) / rings + out)),
      label: null,
    });
    const needs = branch.children.map(needOf);
    const whole = Math.max(needs.reduce((sum, one) => sum + one, 0), 1e-9);
    let at = from;
    branch.children.forEach((child, i) => {
      const share = (angle * (needs[i] ?? 0)) / whole;
      set(child, at, share);
      at += share;
    });
  };
  set(root, -Math.PI / 2, size.angle);
  return spots;
}

const round = (value: number): number => Math.round(value * 10) / 10;
