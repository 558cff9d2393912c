import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { AlignedCurves, type ChartCurve } from "./alignedCurves.ts";
import { curveStyle } from "./curveStyle.ts";
import { canvasFont, drawMark, writeOver } from "./drawMark.ts";
import { freeLabelPlace, type LabelPlace } from "./freeLabelPlace.ts";
import { logarithmicTicks } from "./logarithmicTicks.ts";

/** Says where the curves come from. They are read anew after each change that the listener hears of. */
export interface CurveSource {
  readonly subscribe: (listener: () => void) => () => void;
  /** By name; the most important first. */
  readonly curves: () => ReadonlyMap<string, ChartCurve>;
  /** The most important curve of the run before. */
  readonly previousRun: () => ChartCurve;
}

export interface LossChartColours {
  /** For the first curve, the second, …; then from the start again, dashed. */
  readonly curves: readonly string[];
  readonly faint: string;
  readonly grid: string;
  readonly text: string;
  /** For the line that marks a place. */
  readonly mark: string;
  /** What the chart lies on. */
  readonly ground: string;
  readonly font: string;
}

/** Describes a loss to compare with, drawn as a dashed line with its name. */
export interface ReferenceLine {
  readonly loss: number;
  readonly label: string;
}

interface Props {
  readonly source: CurveSource;
  /** The curves that are drawn. Must not change between renders. */
  readonly names: readonly string[];
  readonly axis: "log" | "linear";
  readonly colours: LossChartColours;
  /** Must not change between renders. */
  readonly lines: readonly ReferenceLine[];
  /** The iteration that is marked; null for none. */
  readonly marked: number | null;
  /** The iteration under the pointer; null when it leaves. Must not change between renders. */
  readonly onHover: (iteration: number | null) => void;
}

/** Shows the losses over the iterations, on a canvas, with the previous run behind them. It fills its parent. */
export function LossChart({ source, names, axis, colours, lines, marked, onHover }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<uPlot | null>(null);
  // The mark moves with the slider: it is drawn anew then, the chart is not made anew.
  const mark = useRef(marked);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const chosen = options({ names, axis, colours, lines, onHover, markedNow: () => mark.current }, element);
    const plot = new uPlot(chosen, [[], [], ...names.map(() => [])], element);
    drawn.current = plot;
    const aligned = new AlignedCurves(axis === "log");
    const update = (): void => {
      const curves = source.curves();
      const shown = names.map((name) => curves.get(name) ?? EMPTY);
      plot.setData(aligned.align([source.previousRun(), ...shown]));
    };
    update();
    const unsubscribe = source.subscribe(update);
    const resized = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    resized.observe(element);
    return () => {
      unsubscribe();
      resized.disconnect();
      drawn.current = null;
      plot.destroy();
    };
  }, [source, names, axis, colours, lines, onHover]);
  useEffect(() => {
    mark.current = marked;
    drawn.current?.redraw(false);
  }, [marked]);
  return <div ref={host} className="loss-chart" />;
}

const EMPTY: ChartCurve = { iterations: [], losses: [] };

/** A little air above and below; on the log axis as a factor. A line that the curve comes near is in sight. */
function lossRange(
  axis: Props["axis"],
  lowest: number | null,
  high: number | null,
  lines: readonly ReferenceLine[],
): [number, number] {
  if (lowest === null || high === null) return axis === "log" ? [0.1, 10] : [0, 1];
  const near = lines.filter(({ loss }) => loss > 0 && loss < lowest && loss > lowest / 3);
  const low = Math.min(lowest, ...near.map(({ loss }) => loss));
  if (axis === "log") return low === high ? [low / 2, high * 2] : [low * 0.85, high * 1.15];
  const bottom = Math.min(0, low);
  return [bottom, high === bottom ? bottom + 1 : high + (high - bottom) * 0.06];
}

interface Settings extends Omit<Props, "source" | "marked"> {
  readonly markedNow: () => number | null;
}

function options({ names, axis, colours, lines, onHover, markedNow }: Settings, element: HTMLElement): uPlot.Options {
  const grid = { stroke: colours.grid, width: 1 };
  const axisLook = { stroke: colours.text, font: colours.font, grid, ticks: { show: false }, gap: 4 };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    legend: { show: false },
    padding: [6, 20, 0, 0],
    cursor: { drag: { setScale: false, x: false, y: false }, y: false, points: { size: 6 } },
    scales: {
      x: { time: false, range: (_plot, low, high) => [low ?? 0, Math.max(high ?? 0, (low ?? 0) + 10)] },
      y: { distr: axis === "log" ? 3 : 1, range: (_plot, low, high) => lossRange(axis, low, high, lines) },
    },
    axes: [
      { ...axisLook, size: 24, space: 60, incrs: wholeSteps, values: (_plot, ticks) => ticks.map(formatCount) },
      {
        ...axisLook,
        size: 44,
        space: 26,
        values: (_plot, ticks) => ticks.map(formatTick),
        ...(axis === "log"
          ? {
              splits: (plot: uPlot, _axis: number, low: number, high: number) =>
                logarithmicTicks(low, high, plot.height / 34),
              // uPlot would write beside the powers of ten only.
              filter: (_plot: uPlot, ticks: number[]) => ticks,
            }
          : {}),
      },
    ],
    series: [
      {},
      { label: "run before", stroke: colours.faint, width: 1.25, spanGaps: true, points: dots(colours.faint) },
      ...names.map((label, at) => {
        const { stroke, dash } = curveStyle(at, colours.curves);
        return { label, stroke, dash: [...dash], width: at === 0 ? 1.75 : 2, spanGaps: true, points: dots(stroke) };
      }),
    ],
    hooks: {
      draw: [
        (plot) => drawLines(plot, lines, colours),
        (plot) => {
          const at = markedNow();
          if (at !== null) drawMark(plot, at, colours, `iteration ${at}`);
        },
      ],
      setCursor: [
        (plot) => {
          const left = plot.cursor.left ?? -1;
          const inside = left >= 0 && plot.data[0].length > 0;
          onHover(inside ? Math.round(plot.posToVal(left, "x")) : null);
        },
      ],
    },
  };
}

/** A point or three are no line yet: each is a dot. */
function dots(colour: string): uPlot.Series.Points {
  return {
    size: 6,
    fill: colour,
    show: (plot, series) => {
      let points = 0;
      for (const loss of plot.data[series] ?? []) if (loss != null && ++points > 3) return false;
      return true;
    },
  };
}

function drawLines(plot: uPlot, lines: readonly ReferenceLine[], colours: LossChartColours): void {
  const labels: Label[] = [];
  for (const line of lines) {
    const label = drawLine(plot, line, colours, labels);
    if (label !== null) labels.push(label);
  }
}

type Label = LabelPlace & { readonly width: number };

/** Null where the line is out of the chart's range. */
function drawLine(
  plot: uPlot,
  { loss, label }: ReferenceLine,
  colours: LossChartColours,
  others: readonly Label[],
): Label | null {
  const { min, max } = plot.scales["y"] ?? {};
  if (min == null || max == null || loss < min || loss > max) return null;
  const { ctx, bbox } = plot;
  const y = plot.valToPos(loss, "y", true);
  ctx.save();
  ctx.strokeStyle = colours.text;
  ctx.globalAlpha = 0.6;
  ctx.setLineDash([3 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = canvasFont(colours.font);
  const { width } = ctx.measureText(label);
  const place = freeLabelPlace({
    y,
    width,
    half: 8 * devicePixelRatio,
    room: bbox,
    others,
    curvesAt: (x) => curvesAt(plot, plot.posToVal(x, "x", true)),
  });
  writeOver(ctx, label, place, colours);
  ctx.restore();
  return { ...place, width };
}

/** How high the curves run at an iteration, in canvas pixels. */
function curvesAt(plot: uPlot, iteration: number): number[] {
  const heights: number[] = [];
  for (let series = 1; series < plot.data.length; series++) {
    const loss = lossAt(plot, series, iteration);
    if (loss !== null) heights.push(plot.valToPos(loss, "y", true));
  }
  return heights;
}

/** A curve's loss at an iteration between its points; null beyond its ends. */
function lossAt(plot: uPlot, series: number, iteration: number): number | null {
  const iterations = plot.data[0];
  const losses = plot.data[series];
  const last = iterations.at(-1);
  if (losses === undefined || last === undefined || iteration < (iterations[0] ?? 0) || iteration > last) return null;
  return losses[plot.valToIdx(iteration)] ?? null;
}

const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(
  [1e3, 1e4, 1e5, 1e6, 1e7, 1e8].flatMap((decade) => [decade, 2 * decade, 5 * decade]),
);

function formatCount(count: number): string {
  if (count >= 1e6) return `${count / 1e6}M`;
  return count >= 1e4 ? `${count / 1e3}k` : String(count);
}

/** uPlot hands over null for a tick that it leaves without a number. */
function formatTick(loss: number | null): string {
  if (loss === null) return "";
  return loss === 0 ? "0" : Number(loss.toPrecision(3)).toString();
}
