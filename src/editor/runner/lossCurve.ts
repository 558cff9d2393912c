import { pointsOf } from "../../base/points.ts";
import type { Renames } from "../document/history.ts";
import { FrameEmitter } from "./frameEmitter.ts";
import type { LossPoints } from "../../protocol/lossPoints.ts";

/** Describes a curve's points: two arrays of one length, iterations rising. They only grow. */
export interface Curve {
  readonly iterations: readonly number[];
  readonly losses: readonly number[];
}

const none: Curve = { iterations: [], losses: [] };
/** A curve is thinned to half when it has grown beyond this: more than a screen is wide, whatever was trained. */
const capacity = 4096;

/**
 * Keeps the lowest and the highest point of each stretch of iterations, in their order. So a spike stays on the chart, and the
 * start is as dense as the end however often it is thinned: what came last is closest together until then. The first and the
 * last point stay as they are. A loss that is not finite counts as the highest.
 *
 * @param stretches how many there are at most, but for one; each is a power of two of iterations long.
 */
export function thin(curve: Curve, stretches = capacity / 4): { iterations: number[]; losses: number[] } {
  const { iterations, losses } = curve;
  const height = (index: number): number => {
    const loss = losses[index] ?? Number.NaN;
    return Number.isNaN(loss) ? Infinity : loss;
  };
  const end = losses.length - 1;
  const long = Math.max(1, (iterations[end] ?? 0) - (iterations[0] ?? 0));
  const length = 2 ** Math.max(0, Math.ceil(Math.log2(long / stretches)));
  const stretchOf = (index: number): number => Math.floor((iterations[index] ?? 0) / length);
  const kept = [0];
  for (let start = 1; start < end;) {
    let low = start;
    let high = start;
    let index = start + 1;
    for (; index < end && stretchOf(index) === stretchOf(start); index++) {
      if (height(index) < height(low)) low = index;
      if (height(index) >= height(high)) high = index;
    }
    if (low === high) kept.push(low);
    else kept.push(Math.min(low, high), Math.max(low, high));
    start = index;
  }
  if (end > 0) kept.push(end);
  return {
    iterations: kept.map((index) => iterations[index] ?? 0),
    losses: kept.map((index) => losses[index] ?? Number.NaN),
  };
}

/** Holds the losses of this run, and of the previous run. Bounded, however long it trains. */
export class LossCurve extends FrameEmitter {
  /** This run's curves by the node that computes the loss. */
  #curves = new Map<string, { iterations: number[]; losses: number[] }>();
  /** The graph's losses, the most important first. */
  #order: readonly string[] = [];
  #previousRun: Curve = none;

  /** This run's points of the most important loss. Its arrays grow in place: read them, do not keep them. */
  current(): Curve {
    return this.curves().values().next().value ?? none;
  }

  /** This run's curves by node, the most important first: those of the graph's losses that have points. */
  curves(): ReadonlyMap<string, Curve> {
    const nodes = this.#order.length === 0 ? [...this.#curves.keys()] : this.#order;
    return new Map(nodes.flatMap((node) => (this.#curves.has(node) ? [[node, this.#curves.get(node) ?? none]] : [])));
  }

  /** The run before; empty when there is none. */
  previousRun(): Curve {
    return this.#previousRun;
  }

  /** Adds points to curves. */
  append(parts: readonly LossPoints[]): void {
    for (const { node, points } of parts) {
      for (const [iteration, loss] of pointsOf(points)) this.#add(node, iteration, loss);
    }
    if (parts.length > 0) this.announce();
  }

  /** Takes the graph's losses, the most important first, after an edit that renamed nodes. */
  arrange(losses: readonly { readonly node: string }[], renamed: Renames = {}): void {
    this.#curves = new Map(
      [...this.#curves].map(([node, curve]) => [Object.hasOwn(renamed, node) ? (renamed[node] ?? node) : node, curve]),
    );
    this.#order = losses.map(({ node }) => node);
    this.announce();
  }

  /** Starts a new run: this one becomes the previous run, if it has a line to show. */
  startRun(): void {
    const before = this.current();
    if (before.iterations.length > 1) this.#previousRun = before;
    this.#curves.clear();
    this.announce();
  }

  /** Starts with another document: no run before, unless one is handed over. */
  startDocument(before: Curve = none): void {
    this.#previousRun = before;
    this.#curves.clear();
    this.#order = [];
    this.announce();
  }

  #add(node: string, iteration: number, loss: number): void {
    let curve = this.#curves.get(node) ?? { iterations: [], losses: [] };
    // After an edit or a step back an iteration is computed anew: its newest loss counts.
    if ((curve.iterations.at(-1) ?? -1) >= iteration) {
      const kept = curve.iterations.findIndex((other) => other >= iteration);
      curve = { iterations: curve.iterations.slice(0, kept), losses: curve.losses.slice(0, kept) };
    }
    curve.iterations.push(iteration);
    curve.losses.push(loss);
    this.#curves.set(node, curve.iterations.length > capacity ? thin(curve) : curve);
  }
}
