/** The earth on a sheet: Natural Earth's outlines (public domain) in Natural Earth's projection. */
import type { Geography } from './topology';

export type Position = [longitude: number, latitude: number];
export interface Spot {
  x: number;
  y: number;
}
export interface Frame extends Spot {
  width: number;
  height: number;
}

const SCALE = 180;
const RADIANS = Math.PI / 180;

/** Natural Earth projection (Šavrič, Jenny, Patterson and others, 2011), y growing southward. */
export function projected([longitude, latitude]: Position): Spot {
  const phi = latitude * RADIANS;
  const p2 = phi * phi;
  const p4 = p2 * p2;
  const wide = 0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4));
  const high = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
  return { x: SCALE * wide * longitude * RADIANS, y: -SCALE * high };
}

/** What of the earth is shown: west, south, east, north. */
export const VIEWS = {
  atlantic: [-96, -32, 38, 63],
  europe: [-13, 34.5, 28, 61],
  world: [-150, -50, 165, 72],
} as const;
export type View = keyof typeof VIEWS;

/** The part of the sheet that holds a view. */
export function framed(view: View): Frame {
  const [west, south, east, north] = VIEWS[view];
  const edge = [west, east].flatMap((x) => [south, 0, north].map((y) => projected([x, Math.min(Math.max(y, south), north)])));
  const xs = edge.map(({ x }) => x);
  const ys = edge.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const written = ({ x, y }: Spot): string => `${x.toFixed(1)},${y.toFixed(1)}`;

/** Land, and the borders between countries, as paths. */
export function drawn(geography: Geography): { land: string; borders: string } {
  const ring = (points: Position[]): string => `M${points.map((one) => written(projected(one))).join('L')}`;
  /** What goes on beyond the date line does so beyond the sheet, not back across it. */
  const unrolled = (points: Position[]): Position[] => {
    let turn = 0;
    return points.map(([longitude, latitude], i) => {
      const step = longitude - (points[i - 1]?.[0] ?? longitude);
      if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
      return [longitude + turn, latitude];
    });
  };
  /** Antarctica alone goes round the earth, and closes nowhere. */
  const whole = geography.rings
    .map(unrolled)
    .filter((points) => Math.abs((points[0]?.[0] ?? 0) - (points.at(-1)?.[0] ?? 0)) < 1);
  return {
    land: whole.map((points) => `${ring(points)}Z`).join(''),
    borders: geography.borders.map(ring).join(''),
  };
}

/** A flow as an arc that leans to the left of its way, so that there and back lie apart. */
export function arc(from: Spot, to: Spot): string {
  const lean = 0.18;
  const middle = {
    x: (from.x + to.x) / 2 + lean * (to.y - from.y),
    y: (from.y + to.y) / 2 - lean * (to.x - from.x),
  };
  return `M${written(from)}Q${written(middle)} ${written(to)}`;
}

/** The nearest of some spots in a direction: within half a right angle to each side of it. */
export function towards(at: Spot, spots: Spot[], way: Spot): number {
  let [nearest, found] = [Infinity, -1];
  spots.forEach((spot, i) => {
    const [x, y] = [spot.x - at.x, spot.y - at.y];
    const [ahead, aside] = [x * way.x + y * way.y, Math.abs(x * way.y - y * way.x)];
    const far = ahead + 2 * aside;
    if (ahead > 0 && aside <= ahead && far < nearest) [nearest, found] = [far, i];
  });
  return found;
}

/** Which names can be written over no mark and no other name, the first of the order in front. */
export function legible(boxes: Frame[], marks: Frame[] = []): boolean[] {
  const placed = [...marks];
  return boxes.map((box) => {
    const over = placed.some(
      (other) =>
        box.x < other.x + other.width &&
        other.x < box.x + box.width &&
        box.y < other.y + other.height &&
        other.y < box.y + box.height,
    );
    if (!over) placed.push(box);
    return !over;
  });
}
