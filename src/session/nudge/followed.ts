import type { Graph } from "../../graph/graph.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import type { GeneratorState } from "../../tensor/rng/generator.ts";
import type { Readable } from "../reports/readable.ts";

/** Holds what a copy needs of the session that it follows. */
export interface Followed extends Readable {
  readonly plan: Plan;
  readonly program: Program;
  readonly generatorState: () => GeneratorState;
  readonly planOf: (graph: Graph) => Plan | Promise<Plan>;
}
