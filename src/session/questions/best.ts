import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { MAX_PROGRAM_BYTES, memoryBytes } from "../../program/run/memory.ts";
import { instantiate } from "../../program/run/program.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { LossPoint, LossPoints } from "../../protocol/lossPoints.ts";
import { takeCheckpoint } from "../kept/checkpoint.ts";
import { ParameterShelf } from "../kept/parameterShelf.ts";
import { Machine } from "../machine/machine.ts";
import { defineQuestion, type Running } from "./question.ts";

/** Describes the model with which a loss was lowest. */
export interface BestReport extends LossPoint {
  readonly checkpoint: Checkpoint;
}

/**
 * Answers with the model whose loss was the lowest since the last edit: the start of that iteration, on a twin that runs
 * again from the nearest snapshot. Nothing of the session moves.
 */
export const best = defineQuestion({
  type: "best",
  looks: "program",
  answer: async (session, { node }: { readonly node: string }): Promise<BestReport> => {
    const found = session.losses.best(node);
    if (found === null) throw DiagnosticError.of(`no iteration with a loss of node ${quote(node)} can be gone back to`);
    return { ...found, checkpoint: await checkpointAt(session, found.iteration) };
  },
});

async function checkpointAt(session: Running, iteration: number): Promise<Checkpoint> {
  const { program: own, history, state, plan: before } = session;
  if (2 * memoryBytes(before) > MAX_PROGRAM_BYTES) {
    throw DiagnosticError.of("there is no room for a copy of the model to go back with");
  }
  const plan = await session.planOf(before.graph);
  // Only now, as training may go on in between.
  const kept = history.kept({ iteration, cursor: 0 });
  if (typeof kept === "string") throw DiagnosticError.of(kept);
  const { curves } = session.checkpoint();
  const program = instantiate(plan, own.backend);
  try {
    if (program.memory.block.bytes !== own.memory.block.bytes) {
      throw DiagnosticError.of("a text of this graph has changed since it was opened: make an edit, or open it anew");
    }
    const machine = new Machine(() => undefined);
    machine.install(plan, program, {});
    machine.goBack(history.at(kept), plan);
    for (let at = kept.iteration, from = kept.cursor; at < iteration; at++, from = 0) {
      machine.draw();
      const halted = machine.run(from, program.instructions.length, at);
      if (halted !== null) throw DiagnosticError.of(halted.halt.sentence);
      machine.finishedIteration(at, false);
    }
    return takeCheckpoint({
      plan,
      iteration,
      copy: ({ storage }) => Float32Array.from(storage.data),
      generator: machine.generator.state(),
      // A snapshot of that very start may hold what the iteration has drawn.
      draws: kept.iteration === iteration && kept.drawn ? plan.draws : null,
      curves: curves.map((curve) => upTo(curve, iteration)).filter(({ points }) => points.length > 0),
      birth: null,
      shelf: new ParameterShelf(),
      seed: state.seed,
      notFromSeed: state.notFromSeed,
      trained: iteration > 0 || state.notFromSeed !== null,
    });
  } finally {
    program.memory.block.release();
  }
}

/** A curve as it was at the start of an iteration. */
function upTo({ node, points }: LossPoints, iteration: number): LossPoints {
  const end = points.findIndex((value, at) => at % 2 === 0 && value >= iteration);
  return { node, points: end < 0 ? points : points.slice(0, end) };
}
