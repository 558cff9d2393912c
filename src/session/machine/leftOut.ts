import type { Program } from "../../program/run/program.ts";
import type { Unwatched } from "../../program/run/unwatched.ts";
import type { NodeProgress } from "./nodeProgress.ts";

/** Knows what iterations that nobody looks into leave out, and makes up for it before somebody does. */
export class LeftOut {
  readonly #progress: NodeProgress;
  /** Whether copies of gradients wait, of an iteration that is over. */
  #owesBackward = false;
  /** Whether results are not there that the iteration that began last had no need of. */
  #skips = false;
  /** Whether that one does not keep the gradients that only an update reads, and whether the one before it did not. */
  #moves = false;
  #moved = false;

  /** @param progress told of what cannot be made up for. */
  constructor(progress: NodeProgress) {
    this.#progress = progress;
  }

  /** There is nothing to make up for: the numbers are others. */
  forget(): void {
    this.#owesBackward = false;
    this.#skips = false;
    this.#moves = false;
    this.#moved = false;
  }

  /** An iteration begins; whether another one follows it at once, and whether it then keeps no gradients but for the updates. */
  begins(followed: boolean, moves: boolean): void {
    this.#skips = followed;
    this.#moves = moves;
  }

  /** It came to its end. */
  ended(): void {
    this.#owesBackward = true;
    this.#moved = this.#moves;
  }

  /**
   * Runs what was left out before the instruction `end`. `whole`: what lies behind that was not begun; otherwise what was left out
   * there has no numbers, as those that it would be computed of are from different iterations.
   */
  catchUp({ instructions }: Program, unwatched: Unwatched, end: number, whole: boolean): void {
    if (this.#skips) this.#catchUpSkipped(instructions, unwatched, end, whole);
    this.#skips = false;
    for (let cursor = 0; cursor < instructions.length; cursor++) {
      if (unwatched.canWait[cursor] === 0) continue;
      if (cursor < end) instructions[cursor]!.run();
      else if (!whole) this.#progress.lost(instructions[cursor]!.node);
    }
    this.#catchUpBackward(unwatched, end);
    this.#catchUpGradients(unwatched, end);
  }

  /** Runs what was left out of the forward pass up to here, and of the iteration before: a loss at `cursor` is to be looked into. */
  atLoss({ instructions }: Program, unwatched: Unwatched, cursor: number): void {
    if (this.#skips) this.#catchUpSkipped(instructions, unwatched, cursor, true);
    if (this.#owesBackward) this.#catchUpBackward(unwatched, 0);
    if (!this.#moved) return;
    // Where a number was born that is not finite is told by gradients that are not: others need not be there.
    for (const { isKept, storage } of unwatched.unkept) if (!isKept()) storage.data.fill(0);
  }

  /** What came of parameters that have moved since cannot be computed any more. */
  #catchUpSkipped(instructions: Program["instructions"], { skipped }: Unwatched, end: number, whole: boolean): void {
    const moved = end > 0 && instructions[end - 1]!.pass === "update";
    for (const cursor of skipped) {
      const { node, run } = instructions[cursor]!;
      if (cursor < end && !moved) run();
      else if (cursor < end || !whole) this.#progress.lost(node);
    }
  }

  /** Of the backward pass: its own of this iteration, or all of the one before if it has not begun. */
  #catchUpBackward({ begins, left }: Unwatched, end: number): void {
    const all = this.#owesBackward && end <= begins;
    for (let cursor = 0; cursor < left.length; cursor++) if (all || cursor <= end) left[cursor]?.();
    this.#owesBackward = false;
  }

  /** Of an iteration that stopped before its end; of what the one before did not keep, nothing is left to compute it of. */
  #catchUpGradients({ begins, unkept }: Unwatched, end: number): void {
    for (const { node, backward, storage, compute } of unkept) {
      if (end <= begins && this.#moved) this.#progress.lostGradient(node);
      else if (end > begins && this.#moves && backward < end) compute();
      else if (end > begins && this.#moves) storage.data.fill(0);
    }
    this.#moves = false;
    this.#moved = false;
  }
}
