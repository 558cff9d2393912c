import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import { numbersIn } from "../machine/snapshot.ts";
import type { Cursor } from "../moves/cursor.ts";
import type { Restored } from "../moves/sessionEvent.ts";
import { isUpdated } from "../moves/transition.ts";
import { restoreCheckpoint, seedOf, takeCheckpoint } from "./checkpoint.ts";
import type { ParameterShelf } from "./parameterShelf.ts";

/**
 * Takes everything needed to go on later, bit for bit, from the start of this iteration. Behind a part of an update the
 * parameters are those of its start as long as that is kept for the way back; otherwise as they are.
 */
export function checkpointOf(
  { plan, program, state, facts, machine, history }: Cursor,
  shelf: ParameterShelf,
): Checkpoint {
  if (plan === null) throw DiagnosticError.of("no graph is open");
  const { iteration, cursor, drawn } = state;
  const start = program === null || cursor === 0 ? null : history.exactly({ iteration, cursor: 0 });
  const partly = start === null && isUpdated(state, facts);
  return takeCheckpoint({
    plan,
    iteration,
    copy: ({ storage }) =>
      start === null || program === null
        ? Float32Array.from(storage.data)
        : numbersIn(start.snapshot, storage.data, program.memory),
    generator: start?.snapshot.generator ?? machine.generator.state(),
    draws: (start?.drawn ?? drawn) && program !== null ? plan.draws : null,
    curves: machine.losses.curves(),
    birth: start === null ? machine.birth : start.snapshot.birth,
    shelf,
    seed: partly ? null : state.seed,
    notFromSeed: partly
      ? { since: iteration, why: "the parameters were kept behind a part of an update" }
      : state.notFromSeed,
    trained: state.trained && (start === null || iteration > 0),
  });
}

/** Puts a checkpoint's numbers in place and says where it goes on; null where the graph has no memory. */
export function putInPlace(
  { plan, program, machine }: Cursor,
  shelf: ParameterShelf,
  checkpoint: Checkpoint,
  kernels: Kernels,
): Restored | null {
  if (plan === null || program === null) return null;
  const { generator, progress } = machine;
  const seed = seedOf(checkpoint, plan);
  progress.drawn(restoreCheckpoint(plan, checkpoint, generator, kernels));
  shelf.takeFrom(checkpoint, plan);
  machine.restoreLosses(checkpoint);
  return {
    iteration: checkpoint.iteration,
    drawn: progress.holdsDraws(plan) && checkpoint.draws !== null,
    seed,
    notFromSeed: seed === null ? (checkpoint.notFromSeed ?? null) : null,
    trained: checkpoint.trained ?? checkpoint.iteration > 0,
  };
}
