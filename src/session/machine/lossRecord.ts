import { pointsOf } from "../../base/points.ts";
import { isDue } from "../../protocol/instructionReport.ts";
import type { Loss, Plan } from "../../program/plan/plan.ts";
import { LossCurves } from "./lossCurves.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { LossPoint, LossPoints } from "../../protocol/lossPoints.ts";
import type { NotFiniteLoss } from "../../protocol/notFiniteReport.ts";

/** Is how many points of a curve a checkpoint keeps. */
export const CURVE_POINTS = 4096;

/** Holds what is known of one loss: its newest value, and since which iteration that is nan or infinite. */
export interface LossState {
  readonly newest: LossPoint | null;
  /** Null while it is finite. */
  readonly notFiniteFrom: number | null;
}

/** A loss of the program, and what it was last. */
interface ComputedLoss extends Loss {
  /** The instruction that computes it. */
  readonly cursor: number;
  readonly newest: Noted;
  /** The one before, of this very program; none where an edit came between. */
  readonly previous: Noted;
  /** Whether the newest is of this very program. */
  isOwn: boolean;
  notFiniteFrom: number | null;
  /** The lowest of those that the way back leads to. */
  readonly best: Noted;
}

/** Is a loss that is noted anew in each iteration, in place. None while its iteration is {@link NONE}. */
interface Noted {
  iteration: number;
  loss: number;
}

/** Comes before no iteration either. */
const NONE = -2;

function noted({ iteration, loss }: LossPoint = { iteration: NONE, loss: Infinity }): Noted {
  return { iteration, loss };
}

function pointOf({ iteration, loss }: Noted): LossPoint | null {
  return iteration === NONE ? null : { iteration, loss };
}

/**
 * Holds what the losses of a session were: each one's newest value, and the curves so far. Bookkeeping; it decides
 * nothing.
 */
export class LossRecord {
  readonly #curves = new LossCurves(CURVE_POINTS);
  readonly #onLoss: (point: LossPoint, node: string) => void;
  #losses: readonly ComputedLoss[] = [];
  #cursors: ReadonlySet<number> = new Set();

  /** @param onLoss told of the losses of each finished iteration, the most important first; each time by the same object. */
  constructor(onLoss: (point: LossPoint, node: string) => void) {
    this.#onLoss = onLoss;
  }

  /** The newest value of the most important loss, and the iteration it belongs to. */
  get newest(): LossPoint | null {
    const first = this.#losses[0];
    return first === undefined ? null : pointOf(first.newest);
  }

  /** The instructions that compute losses. */
  get cursors(): ReadonlySet<number> {
    return this.#cursors;
  }

  /** The losses that are nan or infinite by now, the most important first, and since which iteration. */
  get notFinite(): readonly NotFiniteLoss[] {
    return this.#losses.flatMap(({ node, notFiniteFrom }) =>
      notFiniteFrom === null ? [] : [{ node, iteration: notFiniteFrom }],
    );
  }

  /** Whether none is nan or infinite. */
  get areFinite(): boolean {
    for (let at = 0; at < this.#losses.length; at++) if (this.#losses[at]!.notFiniteFrom !== null) return false;
    return true;
  }

  /** Goes over to another plan. What its losses were stays known. */
  install(plan: Plan, renamed: Renamed): void {
    this.#curves.rename(renamed);
    const before = new Map(this.#losses.map((loss) => [newId(renamed, loss.node), loss]));
    // Forward instructions stand in the order of the applied ops.
    this.#losses = plan.losses.map((loss) => {
      const former = before.get(loss.node);
      const cursor = plan.applied.findIndex(({ output }) => output === loss.tensor);
      const [newest, best] = [noted(former?.newest), noted(former?.best)];
      const notFiniteFrom = former?.notFiniteFrom ?? null;
      return { ...loss, cursor, newest, previous: noted(), isOwn: false, notFiniteFrom, best };
    });
    this.#cursors = new Set(this.#losses.map(({ cursor }) => cursor));
  }

  /**
   * An instruction that computes losses ran.
   *
   * @returns the tensor of a loss that it made nan or infinite.
   */
  ran(cursor: number, iteration: number): Tensor | null {
    let ruined: Tensor | null = null;
    for (let at = 0; at < this.#losses.length; at++) {
      const loss = this.#losses[at]!;
      if (loss.cursor !== cursor) continue;
      const { newest, previous } = loss;
      const value = loss.tensor.storage.data[loss.tensor.offset]!;
      if (newest.iteration === iteration - 1) {
        previous.iteration = loss.isOwn ? newest.iteration : NONE;
        previous.loss = newest.loss;
      }
      newest.iteration = iteration;
      newest.loss = value;
      loss.isOwn = true;
      if (Number.isFinite(value)) loss.notFiniteFrom = null;
      else {
        loss.notFiniteFrom ??= iteration;
        ruined ??= loss.tensor;
      }
    }
    return ruined;
  }

  /** What a node's loss was in the iteration before this one, of the same program; null where that is not known. */
  before(node: string, iteration: number): number | null {
    const previous = this.#losses.find((loss) => loss.node === node)?.previous;
    return previous?.iteration === iteration - 1 ? previous.loss : null;
  }

  /** The lowest that a node's loss was, and in which iteration, of those that the way back leads to; null before one. */
  best(node: string): LossPoint | null {
    const loss = this.#losses.find((one) => one.node === node);
    return loss === undefined ? null : pointOf(loss.best);
  }

  /** Nothing leads back to where the losses were computed so far. */
  forgetBest(): void {
    for (const { best } of this.#losses) Object.assign(best, noted());
  }

  /** What is known of each loss, to be restored in the same program. */
  states(): readonly LossState[] {
    return this.#losses.map(({ newest, notFiniteFrom }) => ({ newest: pointOf(newest), notFiniteFrom }));
  }

  restoreStates(states: readonly LossState[]): void {
    for (const [at, loss] of this.#losses.entries()) {
      const state = states[at];
      Object.assign(loss.newest, noted(state?.newest ?? undefined));
      loss.notFiniteFrom = state?.notFiniteFrom ?? null;
      if (state === undefined) Object.assign(loss.previous, noted());
    }
  }

  /** The iteration is over: its losses go into the curves. */
  finishedIteration(iteration: number): void {
    for (let at = 0; at < this.#losses.length; at++) {
      const { node, newest, every, best } = this.#losses[at]!;
      if (newest.iteration !== iteration || !isDue(every, iteration)) continue;
      if (newest.loss < best.loss) {
        best.iteration = iteration;
        best.loss = newest.loss;
      }
      this.#curves.add(node, iteration, newest.loss);
      this.#onLoss(newest, node);
    }
  }

  /** The curves so far, thinned. */
  curves(): LossPoints[] {
    return this.#curves.curves(this.#losses.map(({ node }) => node));
  }

  /** Takes over the curves of a checkpoint. */
  restore(curves: readonly LossPoints[]): void {
    this.#curves.addAll(curves);
    for (const loss of this.#losses) {
      const points = curves.find(({ node }) => node === loss.node)?.points;
      loss.notFiniteFrom = points === undefined ? null : notFiniteFrom(points);
    }
  }

  clear(): void {
    this.#curves.clear();
    this.restoreStates([]);
  }
}

/** The first iteration of the last points of a curve that are not finite; null when the last one is. */
function notFiniteFrom(points: Float64Array): number | null {
  let from: number | null = null;
  for (const [iteration, loss] of pointsOf(points)) from = Number.isFinite(loss) ? null : (from ?? iteration);
  return from;
}
