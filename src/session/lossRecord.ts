import { isDue } from "../program/instruction.ts";
import type { Loss, Plan } from "../program/plan.ts";
import { newId, type Renamed } from "../program/stale.ts";
import { LossCurves } from "./lossCurves.ts";
import type { LossPoint, LossPoints } from "./protocol.ts";

/** Points of a curve that a checkpoint keeps. */
export const CURVE_POINTS = 4096;

/** A loss of the program, and what it was last. */
interface ComputedLoss extends Loss {
  /** The instruction that computes it. */
  readonly cursor: number;
  newest: LossPoint | null;
}

/** What the losses of a session were: each one's newest value, and the curves so far. Bookkeeping; it decides nothing. */
export class LossRecord {
  readonly #curves = new LossCurves(CURVE_POINTS);
  readonly #onLoss: (point: LossPoint, node: string) => void;
  #losses: readonly ComputedLoss[] = [];

  /** @param onLoss told of the losses of each finished iteration, the most important first. */
  constructor(onLoss: (point: LossPoint, node: string) => void) {
    this.#onLoss = onLoss;
  }

  /** The newest value of the most important loss, and the iteration it belongs to. */
  get newest(): LossPoint | null {
    return this.#losses[0]?.newest ?? null;
  }

  /** Goes over to another plan. What its losses were stays known. */
  install(plan: Plan, renamed: Renamed): void {
    this.#curves.rename(renamed);
    const before = new Map(this.#losses.map(({ node, newest }) => [newId(renamed, node), newest]));
    // Forward instructions stand in the order of the applied ops.
    this.#losses = plan.losses.map((loss) => ({
      ...loss,
      cursor: plan.applied.findIndex(({ output }) => output === loss.tensor),
      newest: before.get(loss.node) ?? null,
    }));
  }

  /** The instructions from `from` up to `to` ran; `all`: also those that were not due. */
  ran(from: number, to: number, iteration: number, all: boolean): void {
    for (const loss of this.#losses) {
      if (from > loss.cursor || loss.cursor >= to || !(all || isDue(loss.every, iteration))) continue;
      loss.newest = { iteration, loss: loss.tensor.storage.data[loss.tensor.offset]! };
    }
  }

  /** Each loss's newest point, to be restored in the same program. */
  points(): readonly (LossPoint | null)[] {
    return this.#losses.map(({ newest }) => newest);
  }

  restorePoints(points: readonly (LossPoint | null)[]): void {
    for (const [at, loss] of this.#losses.entries()) loss.newest = points[at] ?? null;
  }

  /** The iteration is over: its losses go into the curves. */
  finishedIteration(iteration: number): void {
    for (const { node, newest, every } of this.#losses) {
      if (newest?.iteration !== iteration || !isDue(every, iteration)) continue;
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
  }

  clear(): void {
    this.#curves.clear();
    for (const loss of this.#losses) loss.newest = null;
  }
}
