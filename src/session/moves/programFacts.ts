import type { Boundaries } from "../../program/run/boundaries.ts";
import type { Position } from "../../protocol/position.ts";
import { boundariesOf } from "../../program/run/boundaries.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import type { History, Kept } from "../history/history.ts";
import { cannotFinish, cannotRun, cannotTrain } from "../../program/run/cannotRun.ts";

/** Holds what the table must know of the program and of the history. */
export interface ProgramFacts {
  readonly boundaries: Boundaries;
  /** The last position at or before this one that can be restored; a sentence when there is none. */
  readonly kept: (to: Position) => Kept | string;
  /** Why it cannot be trained, or stepped through, in one sentence; null when it can. */
  readonly cannotTrain: string | null;
  readonly cannotRun: string | null;
  /** Why what there is to run ends before a loss, so that no iteration is counted; null when it does not. */
  readonly cannotFinish: string | null;
  /** The document's. */
  readonly seed: number;
  /** The instruction that is the first to change a parameter or a buffer; null when none does. */
  readonly firstUpdate: number | null;
}

/** Holds what the table is told while no graph is open. */
export const NO_GRAPH: ProgramFacts = {
  boundaries: boundariesOf([]),
  kept: () => "no graph is open",
  cannotTrain: "no graph is open",
  cannotRun: "no graph is open",
  cannotFinish: null,
  seed: 0,
  firstUpdate: null,
};

/**
 * Returns the facts of a program and of where it can go back to. They are what the table needs; null stands for a
 * program without memory.
 */
export function factsOf(plan: Plan, program: Program | null, history: History): ProgramFacts {
  const firstUpdate = program?.instructions.findIndex(({ pass }) => pass === "update") ?? -1;
  return {
    boundaries: program?.boundaries ?? NO_GRAPH.boundaries,
    kept: (to) => history.kept(to),
    cannotRun: cannotRun(plan),
    cannotTrain: cannotTrain(plan),
    cannotFinish: cannotFinish(plan),
    seed: plan.seed,
    firstUpdate: firstUpdate < 0 ? null : firstUpdate,
  };
}
