import { DiagnosticError } from "../../base/diagnostic.ts";
import { pointsOf } from "../../base/points.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { MAX_PROGRAM_BYTES, memoryBytes } from "../../program/run/memory.ts";
import { instantiate } from "../../program/run/program.ts";
import { CHECKED_ITERATIONS, type SeedLosses } from "../../protocol/exported.ts";
import { isDue } from "../../protocol/instructionReport.ts";
import type { LossPoint, LossPoints } from "../../protocol/lossPoints.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { Machine } from "../machine/machine.ts";

/**
 * Trains a twin from the seed and returns the losses of its first iterations; fewer where an instruction fails. Throws a
 * DiagnosticError where there is no room for a twin.
 *
 * @param plan the session's graph, planned once more.
 */
export function seedLosses(plan: Plan, backend: Backend): readonly SeedLosses[] {
  if (plan.losses.length === 0) return [];
  if (2 * memoryBytes(plan) > MAX_PROGRAM_BYTES) {
    throw DiagnosticError.of("there is no room for a copy of the model to work out the losses of its first iterations");
  }
  const losses = new Map<string, LossPoint[]>(plan.losses.map(({ node }) => [node, []]));
  const machine = new Machine(({ iteration, loss }, node) => losses.get(node)?.push({ iteration, loss }));
  const program = instantiate(plan, backend);
  machine.install(plan, program, {});
  machine.restart(plan);
  for (let iteration = 0; iteration < CHECKED_ITERATIONS; iteration++) {
    machine.draw();
    if (machine.run(0, program.instructions.length, iteration) !== null) break;
    machine.finishedIteration(iteration, true);
  }
  program.memory.block.release();
  return [...losses].map(([node, points]) => ({ node, points }));
}

/** Returns the first losses of curves that the seed led to, if all of them are on show; else null. */
export function shownLosses({ losses }: Plan, curves: readonly LossPoints[]): readonly SeedLosses[] | null {
  const shown = losses.map(({ node, every }) => {
    const curve = curves.find((each) => each.node === node)?.points ?? new Float64Array();
    const points = [...pointsOf(curve.subarray(0, 2 * CHECKED_ITERATIONS))].map(([iteration, loss]) => ({
      iteration,
      loss,
    }));
    const due = Array.from({ length: CHECKED_ITERATIONS }, (_, at) => at).filter((at) => isDue(every, at));
    const first = points.slice(0, due.length);
    return first.length === due.length && first.every(({ iteration }, at) => iteration === due[at])
      ? { node, points: first }
      : null;
  });
  return shown.includes(null) ? null : shown.filter((each) => each !== null);
}
