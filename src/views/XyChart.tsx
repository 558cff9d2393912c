import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { LossChartColours } from "./LossChart.tsx";
import { drawMark } from "./drawMark.ts";
import { logarithmicTicks } from "./logarithmicTicks.ts";

/** Describes two columns of one length; what is not finite is left out. */
export interface XyPoints {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const NONE: readonly XyPoints[] = [];

interface Props {
  readonly points: XyPoints;
  /** Others of the same kind, drawn faint behind it. Must not change between renders. */
  readonly others?: readonly XyPoints[];
  readonly x: { readonly label: string; readonly log: boolean };
  readonly yLog: boolean;
  readonly colours: LossChartColours;
  /** A place on the x axis that is marked. */
  readonly marked?: number | null;
  /** Told of the x under the pointer when it is pressed. Must not change between renders. */
  readonly onChoose?: (x: number) => void;
}

/** Shows one quantity over another, on a canvas. It fills its parent. */
export function XyChart({ points, others = NONE, x: { label, log }, yLog, colours, marked = null, onChoose }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    // The last is drawn over the others.
    const curves = [...others, points].map((curve) => sorted(curve, log, yLog));
    const settings = options(
      { label, log, yLog, colours, marked, faint: others.length, count: points.x.length },
      element,
    );
    const plot = new uPlot(settings, uPlot.join(curves), element);
    const resized = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    resized.observe(element);
    const choose = (): void => {
      const left = plot.cursor.left ?? -1;
      if (left >= 0) onChoose?.(plot.posToVal(left, "x"));
    };
    plot.over.addEventListener("click", choose);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [points, others, label, log, yLog, colours, marked, onChoose]);
  return <div ref={host} className="loss-chart" data-choosable={onChoose !== undefined || undefined} />;
}

/** uPlot wants x rising; on a logarithmic axis only positive numbers have a place. */
function sorted({ x, y }: XyPoints, log: boolean, yLog: boolean): [number[], number[]] {
  const fits = (value: number, logarithmic: boolean): boolean => Number.isFinite(value) && (!logarithmic || value > 0);
  const kept = x
    .map((value, at) => [value, y[at] ?? Number.NaN] as const)
    .filter(([across, up]) => fits(across, log) && fits(up, yLog))
    .toSorted(([a], [b]) => a - b);
  return [kept.map(([across]) => across), kept.map(([, up]) => up)];
}

function options(
  {
    label,
    log,
    yLog,
    colours,
    marked,
    faint,
    count,
  }: {
    label: string;
    log: boolean;
    yLog: boolean;
    colours: LossChartColours;
    marked: number | null;
    faint: number;
    count: number;
  },
  element: HTMLElement,
): uPlot.Options {
  const grid = { stroke: colours.grid, width: 1 };
  const look = { stroke: colours.text, font: colours.font, grid, ticks: { show: false }, gap: 4 };
  const [stroke = ""] = colours.curves;
  const line = { width: 1, points: { show: false }, spanGaps: true };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    legend: { show: false },
    padding: [6, 20, 0, 0],
    cursor: { drag: { setScale: false, x: false, y: false }, y: false, points: { size: 6 } },
    scales: {
      x: { time: false, distr: log ? 3 : 1 },
      y: { distr: yLog ? 3 : 1, range: (_plot, low, high) => airy(low, high, yLog) },
    },
    axes: [
      { ...look, ...ticks(log, "width", 70), size: 24, label, labelSize: 16, labelFont: colours.font },
      { ...look, ...ticks(yLog, "height", 34), size: 50 },
    ],
    series: [
      {},
      ...Array.from({ length: faint }, () => ({ ...line, stroke: colours.faint })),
      // A line needs two points; the first one is seen all the same.
      { ...line, width: 1.5, stroke, points: { show: count === 1, size: 6, fill: stroke } },
    ],
    hooks: { draw: marked === null ? [] : [(plot) => drawMark(plot, marked, colours)] },
  };
}

function airy(low: number | null, high: number | null, log: boolean): [number, number] {
  if (low === null || high === null) return log ? [0.1, 10] : [0, 1];
  if (log) return low === high ? [low / 2, high * 2] : [low * 0.85, high * 1.15];
  const air = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return [low - air, high + air];
}

function ticks(log: boolean, side: "width" | "height", room: number): Partial<uPlot.Axis> {
  const values: uPlot.Axis["values"] = (_plot, splits) => splits.map((tick: number | null) => formatTick(tick));
  if (!log) return { values };
  return {
    values,
    splits: (plot, _axis, low, high) => logarithmicTicks(low, high, plot[side] / room),
    // uPlot would write beside the powers of ten only.
    filter: (_plot, all) => all,
  };
}

/** uPlot hands over null for a tick that it leaves without a number. */
function formatTick(tick: number | null): string {
  if (tick === null) return "";
  return tick === 0 ? "0" : Number(tick.toPrecision(3)).toString();
}
