/** Holds points, by their row: where each is across and upwards. */
export interface MapPoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Says what a map shows: the values in its middle, and how many pixels of the page a value's unit has. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Holds the size of a map, in pixels of the page. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

const margin = 14;

/** Returns the view that shows all points, with one scale for both directions, so that distances are true. */
export function wholeView({ x, y }: MapPoints, { width, height }: MapSize): MapView {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let row = 0; row < x.length; row++) {
    const [across, up] = [x[row]!, y[row]!];
    if (!Number.isFinite(across) || !Number.isFinite(up)) continue;
    left = Math.min(left, across);
    right = Math.max(right, across);
    low = Math.min(low, up);
    high = Math.max(high, up);
  }
  if (left > right) return { x: 0, y: 0, scale: Math.min(width, height) / 2 };
  const room = [Math.max(1, width - 2 * margin), Math.max(1, height - 2 * margin)] as const;
  const scale = Math.min(room[0] / Math.max(right - left, 1e-9), room[1] / Math.max(high - low, 1e-9), 1e6);
  return { x: (left + right) / 2, y: (low + high) / 2, scale };
}

/** Returns the view that is so many times as close. What is at a place of the map stays there. */
export function zoomedView(view: MapView, factor: number, at: readonly [number, number], size: MapSize): MapView {
  const scale = Math.min(1e7, Math.max(1e-6, view.scale * factor));
  const [dx, dy] = [at[0] - size.width / 2, at[1] - size.height / 2];
  const by = 1 / view.scale - 1 / scale;
  return { x: view.x + dx * by, y: view.y - dy * by, scale };
}

/** Returns the view after what is seen was moved by so many pixels. */
export function pannedView({ x, y, scale }: MapView, dx: number, dy: number): MapView {
  return { x: x - dx / scale, y: y + dy / scale, scale };
}

/** Returns where a point is on the map, in pixels of the page. */
export function placeOnMap(points: MapPoints, row: number, view: MapView, { width, height }: MapSize) {
  return {
    x: width / 2 + (points.x[row]! - view.x) * view.scale,
    y: height / 2 - (points.y[row]! - view.y) * view.scale,
  };
}

/** Returns the point that is nearest to a place of the map, within so many pixels; null where there is none. */
export function rowAt(
  points: MapPoints,
  view: MapView,
  size: MapSize,
  at: readonly [number, number],
  reach: number,
): number | null {
  let nearest: number | null = null;
  let least = reach;
  for (let row = 0; row < points.x.length; row++) {
    const { x, y } = placeOnMap(points, row, view, size);
    const distance = Math.hypot(x - at[0], y - at[1]);
    if (distance <= least) [nearest, least] = [row, distance];
  }
  return nearest;
}
