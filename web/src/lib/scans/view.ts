/** Which part of a picture is seen, and how large. Pure: the page and its tests share it. */

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** A picture's size in pixels, and how much higher than wide one of them is. */
export interface Frame extends Size {
  aspect: number;
}

/** The point of the picture at the middle of the canvas, and canvas pixels for a picture's one. */
export interface View extends Point {
  scale: number;
}

/** One pixel of the picture is drawn at most this large. */
const LARGEST = 40;

/** The whole picture, as large as it fits. */
export function whole(frame: Frame, canvas: Size): View {
  const scale = Math.min(canvas.width / frame.width, canvas.height / (frame.height * frame.aspect));
  return { x: frame.width / 2, y: frame.height / 2, scale };
}

/** Where a point of the canvas lies in the picture. */
export function inPicture(view: View, frame: Frame, canvas: Size, at: Point): Point {
  return {
    x: view.x + (at.x - canvas.width / 2) / view.scale,
    y: view.y + (at.y - canvas.height / 2) / (view.scale * frame.aspect),
  };
}

/** Where a point of the picture is drawn; the inverse of `inPicture`. */
export function onCanvas(view: View, frame: Frame, canvas: Size, at: Point): Point {
  return {
    x: (at.x - view.x) * view.scale + canvas.width / 2,
    y: (at.y - view.y) * view.scale * frame.aspect + canvas.height / 2,
  };
}

/** Nearer or farther, with the point at `at` staying where it is. */
export function zoomed(
  view: View,
  frame: Frame,
  canvas: Size,
  factor: number,
  at: Point = { x: canvas.width / 2, y: canvas.height / 2 },
): View {
  const fixed = inPicture(view, frame, canvas, at);
  const least = whole(frame, canvas).scale;
  const scale = Math.min(Math.max(view.scale * factor, least), Math.max(LARGEST, least));
  if (scale === least && factor < 1) return whole(frame, canvas);
  const x = fixed.x - (at.x - canvas.width / 2) / scale;
  const y = fixed.y - (at.y - canvas.height / 2) / (scale * frame.aspect);
  return kept({ x, y, scale }, frame);
}

/** Moved by so many pixels of the canvas. */
export function moved(view: View, frame: Frame, by: Point): View {
  const x = view.x - by.x / view.scale;
  const y = view.y - by.y / (view.scale * frame.aspect);
  return kept({ x, y, scale: view.scale }, frame);
}

/** A rectangle of the picture in the middle of the canvas, and as much again around it. */
export function around(
  frame: Frame,
  canvas: Size,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): View {
  const least = whole(frame, canvas).scale;
  const fits = Math.min(
    canvas.width / (3 * Math.max(right - left, 1)),
    canvas.height / (3 * Math.max(bottom - top, 1) * frame.aspect),
  );
  const scale = Math.min(Math.max(fits, least), Math.max(LARGEST, least));
  return kept({ x: (left + right) / 2, y: (top + bottom) / 2, scale }, frame);
}

/** The same part of another picture of the same container. */
export function alike(view: View, from: Frame, to: Frame): View {
  return {
    x: (view.x / from.width) * to.width,
    y: (view.y / from.height) * to.height,
    scale: (view.scale * from.width) / to.width,
  };
}

/** With a point of the picture in the middle, where the cross measures: any, edges included. */
function kept({ x, y, scale }: View, frame: Frame): View {
  return { x: within(x, frame.width), y: within(y, frame.height), scale };
}

const within = (middle: number, length: number): number => Math.min(Math.max(middle, 0), length);

