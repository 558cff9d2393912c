import type { Encoder } from "../../tensor/backend/encoder.ts";
import type { Generator } from "../../tensor/rng/generator.ts";
import type { Plan } from "../plan/plan.ts";

/** Is what a node draws at the start of an iteration, prepared. */
export interface PreparedDraw {
  /** The one node that draws, as a list. */
  readonly nodes: readonly [string];
  readonly run: (generator: Generator) => void;
}

/** Prepares a plan's draws, in the order in which their nodes run. */
export function prepareDraws(plan: Plan, encoder: Encoder): PreparedDraw[] {
  return plan.draws.map(({ node, draw, derive }) => {
    const derived = encoder.later(() => derive(encoder.kernels));
    return {
      nodes: [node],
      run(generator) {
        draw(generator);
        derived();
      },
    };
  });
}
