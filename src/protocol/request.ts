import type { Region } from "../base/region.ts";
import type { Graph } from "../graph/graph.ts";
import type { Breakpoint, BreakpointReport } from "./breakpoint.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { ExamplesReport } from "./examplesReport.ts";
import type { GhostsReport } from "./ghostsReport.ts";
import type { GradientRatioReport } from "./gradientRatioReport.ts";
import type { Granularity, Move } from "./move.ts";
import type { PlanReport } from "./planReport.ts";
import type { Watch } from "./preview.ts";
import type { ProvenanceReport } from "./provenanceReport.ts";
import type { StatisticsReport } from "./statisticsReport.ts";
import type { CellRef, TensorRef } from "./tensorRef.ts";
import type { CellValue, TensorRegion } from "./tensorRegion.ts";
import type { UndoStep } from "./undoStep.ts";
import type { WhyReport } from "./whyReport.ts";

/** What a client may say. Every request has an id and is answered by exactly one `reply` with it. */
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
  /** What compiling this graph would say; changes nothing. */
  | { readonly type: "whatIf"; readonly graph: Graph }
  | { readonly type: "checkpoint" }
  /** Exact numbers of a part of a tensor, at most 2²⁰ of them. */
  | { readonly type: "read"; readonly tensor: TensorRef; readonly region: Region }
  /** Numbers as they stand in a tensor's storage, one after another. */
  | { readonly type: "readStorage"; readonly tensor: TensorRef; readonly start: number; readonly count: number }
  /** How a tensor's numbers are distributed, in so many bins (up to 1,024). */
  | { readonly type: "statistics"; readonly tensor: TensorRef; readonly bins: number }
  /** Every parameter's gradient beside the parameter, over the iterations since the session began or was reset. */
  | { readonly type: "gradientRatios" }
  /** How a cell's number came to be. */
  | { readonly type: "why"; readonly cell: CellRef }
  /** Which examples and positions pushed a cell of a gradient. */
  | { readonly type: "provenance"; readonly cell: CellRef }
  /** What stands at some places of a broadcast op's result, of one operand; `op`: the `ordinal` of the broadcast. */
  | {
      readonly type: "ghosts";
      readonly node: string;
      readonly op: number;
      readonly input: string;
      readonly places: readonly (readonly number[])[];
    }
  /** The examples of a context or a batch node, at most 1,000 of them. */
  | { readonly type: "examples"; readonly node: string; readonly start: number; readonly count: number }
  /** The learning rates of an optimiser at these iterations, at most 2¹⁶ of them. */
  | { readonly type: "schedule"; readonly node: string; readonly iterations: Float64Array }
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

/** What each request is answered with. */
export interface Replies {
  readonly open: PlanReport;
  readonly edit: PlanReport;
  readonly takeOther: null;
  readonly keepNumbers: null;
  readonly train: null;
  readonly iterateMany: null;
  readonly play: null;
  readonly pause: null;
  readonly evaluate: null;
  readonly step: null;
  readonly stepInto: null;
  readonly stepOut: null;
  readonly stepBack: null;
  readonly stepBackInto: null;
  readonly runTo: null;
  readonly runPass: null;
  readonly iterate: null;
  readonly seek: null;
  readonly breakpoints: readonly BreakpointReport[];
  readonly reset: null;
  readonly write: readonly CellValue[];
  readonly watch: null;
  readonly whatIf: PlanReport;
  readonly checkpoint: Checkpoint;
  readonly read: TensorRegion;
  readonly readStorage: Float64Array;
  readonly statistics: StatisticsReport;
  readonly gradientRatios: readonly GradientRatioReport[];
  readonly why: WhyReport;
  readonly provenance: ProvenanceReport;
  readonly ghosts: GhostsReport;
  readonly examples: ExamplesReport;
  /** One for each iteration; nan where the expression has no finite value. */
  readonly schedule: Float64Array;
  /** The rate of each step that was done, and its loss; why there are no more. */
  readonly sweep: {
    readonly rates: Float64Array;
    readonly losses: Float64Array;
    readonly ended: "done" | "not finite" | "stopped";
  };
}

export type GhostsQuestion = Omit<Extract<Request, { type: "ghosts" }>, "type">;
