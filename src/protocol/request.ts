import type { Graph } from "../graph/graph.ts";
import type { Breakpoint, BreakpointReport } from "./breakpoint.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Granularity, Move } from "./move.ts";
import type { PlanReport } from "./planReport.ts";
import type { Watch } from "./preview.ts";
import type { SweepReport } from "./sweepReport.ts";
import type { CellValue } from "./tensorRegion.ts";
import type { UndoStep } from "./undoStep.ts";

/**
 * A request is what moves or changes a session; what only looks is a question. Every one has an id and is answered by
 * exactly one `reply` with it.
 */
export type Request =
  /** Replaces everything. With `evaluate` the forward pass runs once; without it only shapes are known. */
  | {
      readonly type: "open";
      readonly graph: Graph;
      readonly evaluate: boolean;
      readonly checkpoint?: Checkpoint;
    }
  /**
   * The document changed. `renamed` maps old node ids to new ones; `revive` says that the change was an undo or a redo,
   * so that nodes which come back bring their trained parameters. `steps`: the undo steps that the change is, so that the
   * numbers can go back with them. Training goes on if it can.
   */
  | {
      readonly type: "edit";
      readonly graph: Graph;
      readonly renamed?: Readonly<Record<string, string>>;
      readonly revive?: boolean;
      readonly steps?: readonly UndoStep[];
    }
  /** Takes the numbers that the status offers in place of those at hand, which are offered then. */
  | { readonly type: "takeOther" }
  /** The numbers at hand stay: nothing is offered any more, and nothing said of new data. */
  | { readonly type: "keepNumbers" }
  /** Iterates until paused, or until iteration `stopAt` has had its update. Replied to at once. */
  | { readonly type: "train"; readonly stopAt: number | null; readonly losses: "all" | "thinned" }
  | { readonly type: "pause" }
  /** Iterates so many times, the rest of the iteration that the cursor is in counting as one. Replied to at once. */
  | { readonly type: "iterateMany"; readonly count: number }
  /** Moves over a node, or an instruction, so many times a second (up to 1000), until paused. Replied to at once. */
  | { readonly type: "play"; readonly stepsPerSecond: number; readonly granularity: Granularity }
  /** Runs forward what is not up to date, for the parameters as they are; the cursor stays at the start of the iteration. */
  | { readonly type: "evaluate" }
  /**
   * A move of the cursor. A move back, and a seek, over more than an iteration is replied to at once and takes its time
   * (`seeking`); the next move starts from where it leads. A pause leaves the cursor where it has come to.
   */
  | Move
  /** All breakpoints; replaces those before. `notFinite`: also stop at the first number that is nan or infinite. */
  | { readonly type: "breakpoints"; readonly breakpoints: readonly Breakpoint[]; readonly notFinite: boolean }
  | { readonly type: "reset" }
  /**
   * Puts numbers into cells of a parameter. What is computed of it runs again from the start of the iteration, and what
   * was before cannot be gone back to. `steps` as of an edit. Answered with what was there.
   */
  | {
      readonly type: "write";
      readonly node: string;
      readonly name: string;
      readonly cells: readonly CellValue[];
      readonly steps?: readonly UndoStep[];
    }
  /** The tensors that are on the screen, all of them; replaces the list before. */
  | { readonly type: "watch"; readonly tensors: readonly Watch[] }
  /**
   * Tries learning rates of an optimiser on a copy of the model, from where it stands: one iteration a step, the rates
   * growing from 10 to the power of `from` to 10 to the power of `to`. The session stays as it is. Answered when it is
   * over: after all steps, at a loss that is not finite, or at the next request that does more than look.
   */
  | {
      readonly type: "sweep";
      readonly node: string;
      readonly from: number;
      readonly to: number;
      readonly steps: number;
    };

export type RequestType = Request["type"];

/** What requests are answered with that are answered with anything. */
interface Answered {
  readonly open: PlanReport;
  readonly edit: PlanReport;
  readonly breakpoints: readonly BreakpointReport[];
  readonly write: readonly CellValue[];
  readonly sweep: SweepReport;
}

/** Holds what each request is answered with. */
export type Replies = {
  readonly [Type in RequestType]: Type extends keyof Answered ? Answered[Type] : null;
};
