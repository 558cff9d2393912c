/** A point with its name. */
export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface ScatterColours {
  readonly ink: string;
  readonly point: string;
  readonly line: string;
  /** A font family. */
  readonly font: string;
}

/** How a scatter plot lies on its canvas: one scale for both directions, so that distances are true. */
interface ScatterFrame {
  readonly scale: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

const margin = 14;
/** More names than this could not be told apart: then points are dots. */
const NAMED = 200;

/** Fits points into a width and a height, in pixels; y grows upwards. */
function scatterFrame(points: readonly ScatterPoint[], width: number, height: number): ScatterFrame {
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
  };
}

/** Draws the points: each as its name, or as a dot where there are too many. */
export function paintScatter(
  canvas: HTMLCanvasElement,
  points: readonly ScatterPoint[],
  colours: ScatterColours,
  pixelRatio: number,
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const [width, height] = [canvas.width / pixelRatio, canvas.height / pixelRatio];
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.clearRect(0, 0, width, height);
  const frame = scatterFrame(points, width, height);
  context.strokeStyle = colours.line;
  context.beginPath();
  context.moveTo(0, frame.y(0));
  context.lineTo(width, frame.y(0));
  context.moveTo(frame.x(0), 0);
  context.lineTo(frame.x(0), height);
  context.stroke();
  context.font = `600 13px ${colours.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = points.length > NAMED ? colours.point : colours.ink;
  for (const { x, y, label } of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    if (points.length > NAMED) context.fillRect(frame.x(x) - 1, frame.y(y) - 1, 2, 2);
    else context.fillText(label, frame.x(x), frame.y(y));
  }
}
