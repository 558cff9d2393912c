import type { Graph } from "../../src/graph/graph.ts";
import type { Plan } from "../../src/program/plan/plan.ts";
import { instantiate } from "../../src/program/run/program.ts";
import type { Exported } from "../../src/protocol/exported.ts";
import type { LossPoint } from "../../src/protocol/lossPoints.ts";
import { Machine } from "../../src/session/machine/machine.ts";
import { planned } from "../contract/graphs/planned.ts";
import { backend } from "../fastest.ts";

/** Holds a plan, what is exported of a run of it from its seed, and whether that stopped at an instruction. */
export interface ExportedRun {
  readonly plan: Plan;
  readonly exported: Exported;
  readonly halted: boolean;
}

/** Runs a graph from its seed for some iterations; for one where nothing trains. */
export function exportedOf(graph: Graph, texts: ReadonlyMap<string, string>, iterations = 20): ExportedRun {
  const plan = planned(graph, texts);
  const losses = new Map<string, LossPoint[]>(plan.losses.map(({ node }) => [node, []]));
  const machine = new Machine(({ iteration, loss }, node) => losses.get(node)?.push({ iteration, loss }));
  const program = instantiate(plan, backend);
  machine.install(plan, program, {});
  machine.restart(plan);
  const wanted = plan.optimizers.length === 0 ? 1 : iterations;
  let iteration = 0;
  for (; iteration < wanted; iteration++) {
    machine.draw();
    if (machine.run(0, program.instructions.length, iteration) !== null) break;
    machine.finishedIteration(iteration, true);
  }
  const seedLosses = [...losses].map(([node, points]) => ({ node, points }));
  const lastShown = seedLosses[0]?.points.at(-1) ?? null;
  return {
    plan,
    exported: { seedLosses, lastShown, iterations: iteration, notFromSeedAlone: null },
    halted: iteration < wanted,
  };
}
