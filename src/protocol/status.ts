import type { BreakpointReport } from "./breakpoint.ts";
import type { Pass } from "./instructionReport.ts";
import type { LossPoint } from "./lossPoints.ts";
import type { NewData } from "./newData.ts";
import type { NotFiniteLoss, NotFiniteReport } from "./notFiniteReport.ts";
import type { NumbersOffer } from "./numbersOffer.ts";
import type { Position } from "./position.ts";

/** Says where the session stands. Numbers, no tensors. */
export interface Status {
  /** `training` and `playing` until paused; `seeking`: on the way to `target`. */
  readonly phase: "empty" | "idle" | "training" | "playing" | "seeking";
  /** The iteration that the cursor is in (0 before the first update). */
  readonly iteration: number;
  /** Index of the next instruction that runs in this iteration. */
  readonly cursor: number;
  /** The pass and node that the cursor stands before; null in a program without instructions. */
  readonly next: { readonly pass: Pass; readonly node: string } | null;
  /** The newest value of the most important loss, and the iteration it belongs to. */
  readonly loss: LossPoint | null;
  /** Whether the numbers on show belong to the document as it is (false: a graph from a link, not yet run). */
  readonly evaluated: boolean;
  /** Whether Reset, and as many iterations, would give the numbers that are there: not after an edit of what was trained. */
  readonly fromSeed: boolean;
  /** Nodes that have numbers to show, and nodes that the backward pass has reached. */
  readonly valued: readonly string[];
  readonly graded: readonly string[];
  /** Iterations a second, over the last second or so; null when not training. */
  readonly rate: number | null;
  /** The learning rate of this iteration, by optimiser; nan where its expression has no finite value. */
  readonly learningRates: Readonly<Record<string, number>>;
  /** How many nodes the last edit (counted from 1) ran again, and of how many; null once the cursor moved after it. */
  readonly reevaluated: { readonly edit: number; readonly nodes: number; readonly of: number } | null;
  /** Looked for while idle, and while training once the loss is not finite. */
  readonly notFinite: NotFiniteReport | null;
  /** The losses that are nan or infinite by now, the most important first. */
  readonly notFiniteLosses: readonly NotFiniteLoss[];
  /** How far a sweep of learning rates is; null when there is none. */
  readonly sweep: { readonly steps: number; readonly of: number } | null;
  /** Why the last run ended by itself: `stopped at iteration 119`, or an error's sentence. Null otherwise. */
  readonly halted: Halt | null;
  /** Where a seek, or a move back, leads that is still on its way. */
  readonly target: Position | null;
  readonly history: HistoryReport;
  /** Other numbers that can be taken since an edit was undone or done again. Null: there are none. */
  readonly offer: NumbersOffer | null;
  /** Set since other data took the place of those that the parameters were trained on. */
  readonly newData: NewData | null;
  /** Which breakpoints can stop as the graph is, and why others cannot. They are kept through edits and Reset. */
  readonly breakpoints: readonly BreakpointReport[];
}

/** Says how far the cursor can go back, and what that costs. */
export interface HistoryReport {
  /** The oldest position that can be gone back to: the start, or the last edit that changed numbers. Null: none. */
  readonly oldest: Position | null;
  /** The furthest position that was reached since. */
  readonly newest: Position;
  readonly snapshots: number;
  /** Bytes that the snapshots take, and may take. */
  readonly bytes: number;
  readonly budget: number;
}

/** Says why a run ended by itself, in one sentence, and what a view may want to point at. */
export interface Halt {
  readonly reason: "stop" | "breakpoint" | "notFinite" | "failed" | "untrainable";
  readonly sentence: string;
  /** The same once more in plain words. */
  readonly plain?: string;
  readonly node?: string;
  /** The breakpoint's id. */
  readonly breakpoint?: string;
  /** What made the first number that is not finite, and which element of its result it is. */
  readonly op?: string;
  readonly index?: readonly number[];
}
