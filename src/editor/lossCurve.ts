import { afterFrame } from "./afterFrame.ts";

/** A curve's points: two arrays of one length, iterations rising. */
export interface Curve {
  readonly iterations: readonly number[];
  readonly losses: readonly number[];
}

const none: Curve = { iterations: [], losses: [] };
/** A curve is thinned to half when it has grown beyond this: more than a screen is wide, whatever was trained. */
const capacity = 4096;

let iterations: number[] = [];
let losses: number[] = [];
let ghost: Curve = none;
let announcing = false;
const listeners = new Set<() => void>();

function announce(): void {
  if (announcing) return;
  announcing = true;
  afterFrame(() => {
    announcing = false;
    for (const listener of listeners) listener();
  });
}

/**
 * Keeps the lowest and the highest of every four points, in their order, so that a spike stays on the chart;
 * the first and the last point stay as they are. A loss that is not finite counts as the highest.
 */
export function thin(curve: Curve): { iterations: number[]; losses: number[] } {
  const kept = [0];
  const height = (index: number): number => {
    const loss = curve.losses[index] ?? Number.NaN;
    return Number.isNaN(loss) ? Infinity : loss;
  };
  const end = curve.losses.length - 1;
  for (let start = 1; start < end; start += 4) {
    let low = start;
    let high = start;
    for (let index = start + 1; index < Math.min(start + 4, end); index++) {
      if (height(index) < height(low)) low = index;
      if (height(index) >= height(high)) high = index;
    }
    if (low === high) kept.push(low);
    else kept.push(Math.min(low, high), Math.max(low, high));
  }
  if (end > 0) kept.push(end);
  return {
    iterations: kept.map((index) => curve.iterations[index] ?? 0),
    losses: kept.map((index) => curve.losses[index] ?? Number.NaN),
  };
}

/** The losses of this run, and of the run before as a ghost. Bounded, however long it trains. */
export const lossCurve = {
  /** This run's points. The arrays grow in place: read them, do not keep them. */
  current(): Curve {
    return { iterations, losses };
  },

  /** The run before; empty when there is none. */
  ghost(): Curve {
    return ghost;
  },

  /** Calls the listener after a change, at most once a frame. Returns how to stop. */
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Adds points, iteration and loss alternating. For the link to the session. */
  append(pairs: Float64Array): void {
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const iteration = pairs[index] ?? 0;
      const loss = pairs[index + 1] ?? Number.NaN;
      // After an edit or a step back an iteration is computed anew: its newest loss counts.
      while (iterations.length > 0 && (iterations.at(-1) ?? -1) >= iteration) {
        iterations.pop();
        losses.pop();
      }
      iterations.push(iteration);
      losses.push(loss);
      if (iterations.length > capacity) ({ iterations, losses } = thin({ iterations, losses }));
    }
    if (pairs.length > 0) announce();
  },

  /** Starts a new run: this one becomes the ghost, if it has a line to show. For the link to the session. */
  startRun(): void {
    if (iterations.length > 1) ghost = { iterations, losses };
    iterations = [];
    losses = [];
    announce();
  },

  /** Starts with another document: no run before, unless one is handed over. For the link to the session. */
  startDocument(before: Curve = none): void {
    ghost = before;
    iterations = [];
    losses = [];
    announce();
  },
};
