import { boundariesOf } from "../../program/run/boundaries.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import type { History } from "../history/history.ts";
import { cannotRun, cannotTrain } from "../../program/run/cannotRun.ts";
import type { ProgramFacts } from "./transition.ts";

/** What the table is told while no graph is open. */
export const NO_GRAPH: ProgramFacts = {
  boundaries: boundariesOf([]),
  kept: () => "no graph is open",
  cannotTrain: "no graph is open",
  cannotRun: "no graph is open",
  seed: 0,
  firstUpdate: null,
};

/** What the table is told of a program, null when it has no memory, and of where it can go back to. */
export function factsOf(plan: Plan, program: Program | null, history: History): ProgramFacts {
  const firstUpdate = program?.instructions.findIndex(({ pass }) => pass === "update") ?? -1;
  return {
    boundaries: program?.boundaries ?? NO_GRAPH.boundaries,
    kept: (to) => history.kept(to),
    cannotRun: cannotRun(plan),
    cannotTrain: cannotTrain(plan),
    seed: plan.seed,
    firstUpdate: firstUpdate < 0 ? null : firstUpdate,
  };
}
