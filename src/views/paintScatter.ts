import { spreadLabels } from "./spreadLabels.ts";

/** Describes a point with its name. */
export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface ScatterColours {
  readonly ink: string;
  readonly point: string;
  readonly line: string;
  /** What lies under it all. */
  readonly ground: string;
  /** A font family. */
  readonly font: string;
}

/** Says how a scatter plot lies on its canvas: one scale for both directions, so that distances are true. */
export interface ScatterFrame {
  readonly scale: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** The values at a place of the canvas. */
  readonly at: (x: number, y: number) => readonly [x: number, y: number];
}

const margin = 14;
/** More names than this could not be told apart: then points are dots. */
const NAMED = 200;
/** Up to so many names are pushed apart; more would leave each other no room. */
const SPREAD = 80;
/** How near to a name it can be taken hold of, in pixels. */
const REACH = 16;

/** Fits points into a width and a height, in pixels; y grows upwards. */
export function scatterFrame(points: readonly ScatterPoint[], width: number, height: number): ScatterFrame {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const extent = (values: readonly number[]): readonly [number, number] =>
    values.length === 0 ? [-1, 1] : [Math.min(...values), Math.max(...values)];
  const [left, right] = extent(finite.map(({ x }) => x));
  const [low, high] = extent(finite.map(({ y }) => y));
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1e-9),
    (height - 2 * margin) / Math.max(high - low, 1e-9),
    1e6,
  );
  const [middleX, middleY] = [(left + right) / 2, (low + high) / 2];
  return {
    scale,
    x: (value) => width / 2 + (value - middleX) * scale,
    y: (value) => height / 2 - (value - middleY) * scale,
    at: (x, y) => [middleX + (x - width / 2) / scale, middleY - (y - height / 2) / scale],
  };
}

/** Returns the point whose name is drawn at a place of the canvas; null where there is none. */
export function pointAt(points: readonly ScatterPoint[], frame: ScatterFrame, x: number, y: number): number | null {
  if (points.length > NAMED) return null;
  let nearest = null;
  let least = REACH;
  for (const [at, point] of points.entries()) {
    const distance = Math.hypot(frame.x(point.x) - x, frame.y(point.y) - y);
    if (distance < least) [nearest, least] = [at, distance];
  }
  return nearest;
}

/** Draws the points: each as its name, or as a dot where there are too many. */
export function paintScatter(
  canvas: HTMLCanvasElement,
  points: readonly ScatterPoint[],
  colours: ScatterColours,
  pixelRatio: number,
  frame: ScatterFrame = scatterFrame(points, canvas.width / pixelRatio, canvas.height / pixelRatio),
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const [width, height] = [canvas.width / pixelRatio, canvas.height / pixelRatio];
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, frame.y(0));
  context.lineTo(width, frame.y(0));
  context.moveTo(frame.x(0), 0);
  context.lineTo(frame.x(0), height);
  context.stroke();
  context.font = `600 13px ${colours.font}`;
  context.strokeStyle = colours.ground;
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = points.length > NAMED ? colours.point : colours.ink;
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const places = finite.map(({ x, y }) => ({ x: frame.x(x), y: frame.y(y) }));
  if (points.length > NAMED) {
    for (const { x, y } of places) context.fillRect(x - 1, y - 1, 2, 2);
    return;
  }
  const spread = places.length > SPREAD ? places : spreadLabels(places, 12);
  // A name that had to make room is tied to its point.
  context.strokeStyle = colours.point;
  context.lineWidth = 1;
  for (const [at, { x, y }] of places.entries()) {
    const label = spread[at]!;
    if (Math.hypot(label.x - x, label.y - y) < 5) continue;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(label.x, label.y);
    context.stroke();
  }
  context.strokeStyle = colours.ground;
  context.lineWidth = 3;
  for (const [at, { label }] of finite.entries()) {
    const { x, y } = spread[at]!;
    context.strokeText(label, x, y);
    context.fillText(label, x, y);
  }
}
