import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { alignCurves, type ChartCurve } from "./alignCurves.ts";
import { logarithmicTicks } from "./logarithmicTicks.ts";

/** Where the curves come from. They are read anew after each change that the listener hears of. */
export interface CurveSource {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => ChartCurve;
  readonly ghost: () => ChartCurve;
}

export interface LossChartColours {
  readonly curve: string;
  readonly ghost: string;
  readonly grid: string;
  readonly text: string;
  /** What the chart lies on. */
  readonly ground: string;
  readonly font: string;
}

interface Props {
  readonly source: CurveSource;
  readonly axis: "log" | "linear";
  readonly colours: LossChartColours;
  /** A loss to compare with, drawn as a dashed line. */
  readonly baseline: { readonly loss: number; readonly label: string } | null;
  /** The iteration under the pointer; null when it leaves. Must not change between renders. */
  readonly onHover: (iteration: number | null) => void;
}

/** The loss over the iterations, on a canvas, with the run before as a ghost behind it. It fills its parent. */
export function LossChart({ source, axis, colours, baseline, onHover }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const plot = new uPlot(options(axis, colours, baseline, onHover, element), [[], [], []], element);
    const update = (): void => plot.setData(alignCurves(source.current(), source.ghost(), axis === "log"));
    update();
    const unsubscribe = source.subscribe(update);
    const resized = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    resized.observe(element);
    return () => {
      unsubscribe();
      resized.disconnect();
      plot.destroy();
    };
  }, [source, axis, colours, baseline, onHover]);
  return <div ref={host} className="loss-chart" />;
}

/** A little air above and below; on the log axis as a factor. */
function lossRange(axis: Props["axis"], low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return axis === "log" ? [0.1, 10] : [0, 1];
  if (axis === "log") return low === high ? [low / 2, high * 2] : [low * 0.85, high * 1.15];
  const bottom = Math.min(0, low);
  return [bottom, high === bottom ? bottom + 1 : high + (high - bottom) * 0.06];
}

function options(
  axis: Props["axis"],
  colours: LossChartColours,
  baseline: Props["baseline"],
  onHover: Props["onHover"],
  element: HTMLElement,
): uPlot.Options {
  const grid = { stroke: colours.grid, width: 1 };
  const axisLook = { stroke: colours.text, font: colours.font, grid, ticks: { show: false }, gap: 4 };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    legend: { show: false },
    padding: [6, 12, 0, 0],
    cursor: { drag: { setScale: false, x: false, y: false }, y: false, points: { size: 6 } },
    scales: {
      x: { time: false, range: (_plot, low, high) => (low === high || low == null ? [0, 10] : [low, high]) },
      y: { distr: axis === "log" ? 3 : 1, range: (_plot, low, high) => lossRange(axis, low, high) },
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
      { label: "run before", stroke: colours.ghost, width: 1.25, spanGaps: true, points: { show: false } },
      { label: "loss", stroke: colours.curve, width: 1.75, spanGaps: true, points: { show: false } },
    ],
    hooks: {
      draw: baseline === null ? [] : [(plot) => drawBaseline(plot, baseline, colours)],
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

function drawBaseline(plot: uPlot, baseline: { loss: number; label: string }, colours: LossChartColours): void {
  const { min, max } = plot.scales["y"] ?? {};
  if (min == null || max == null || baseline.loss < min || baseline.loss > max) return;
  const { ctx, bbox } = plot;
  const y = plot.valToPos(baseline.loss, "y", true);
  ctx.save();
  ctx.strokeStyle = colours.text;
  ctx.globalAlpha = 0.6;
  ctx.setLineDash([3 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.fillStyle = colours.text;
  ctx.textAlign = "right";
  ctx.textBaseline = "bottom";
  ctx.font = colours.font.replace(/(\d+)px/, (_all, size: string) => `${Number(size) * devicePixelRatio}px`);
  // A rim keeps it readable over a curve.
  ctx.setLineDash([]);
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.lineJoin = "round";
  ctx.strokeStyle = colours.ground;
  ctx.strokeText(baseline.label, bbox.left + bbox.width - 4, y - 2);
  ctx.fillText(baseline.label, bbox.left + bbox.width - 4, y - 2);
  ctx.restore();
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
