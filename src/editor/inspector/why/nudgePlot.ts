import type { NudgePoint } from "../../../protocol/nudgeReport.ts";

/** Says where things stand in a chart of the loss over δ, in its own pixels. */
export interface NudgePlot {
  readonly x: (delta: number) => number;
  readonly y: (loss: number) => number;
  readonly low: number;
  readonly high: number;
  /** The curve, as the points of a polyline; several where a loss between is not finite. */
  readonly curves: readonly string[];
}

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** The tangent may leave the curve by so much of its height, and is cut off beyond. */
const OVER = 0.75;

/** Lays the chart out: all of the curve, and of the tangent as much as there is room for. */
export function nudgePlot(curve: readonly NudgePoint[], reach: number, { width, height }: PlotSize): NudgePlot {
  const finite = curve.filter(({ loss }) => Number.isFinite(loss));
  const losses = finite.map(({ loss }) => loss);
  const [bottom, top] = [Math.min(...losses), Math.max(...losses)];
  const span = top - bottom;
  const room = span > 0 ? span * OVER : Infinity;
  const tangent = finite.map(({ foretold }) => foretold).filter(Number.isFinite);
  const lowest = Math.max(bottom - room, Math.min(bottom, ...tangent));
  const highest = Math.min(top + room, Math.max(top, ...tangent));
  const air = (highest - lowest) * 0.08 || Math.abs(top) * 1e-5 || 1;
  const [low, high] = losses.length === 0 ? [0, 1] : [lowest - air, highest + air];
  const x = (delta: number): number => ((delta + reach) / (2 * reach)) * width;
  const y = (loss: number): number => ((high - loss) / (high - low)) * height;
  const curves: string[][] = [[]];
  for (const { delta, loss } of curve) {
    if (Number.isFinite(loss)) curves.at(-1)!.push(`${x(delta).toFixed(2)},${y(loss).toFixed(2)}`);
    else curves.push([]);
  }
  return { x, y, low, high, curves: curves.filter(({ length }) => length > 0).map((points) => points.join(" ")) };
}
