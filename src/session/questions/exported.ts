import { DiagnosticError } from "../../base/diagnostic.ts";
import { textKey } from "../../program/plan/texts.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Exported, NotFromSeedAlone, SeedLosses } from "../../protocol/exported.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { ExportedDocument, WantedOfExport } from "../../protocol/exportedDocument.ts";
import type { LossPoint, LossPoints } from "../../protocol/lossPoints.ts";
import type { Script, ScriptOptions } from "../../protocol/script/script.ts";
import { seedLosses, shownLosses } from "../seedRun/seedLosses.ts";
import { defineQuestion, isRunning, type Askable } from "./question.ts";

/**
 * Collects what formats write from. Nothing of the session moves: the losses of the seed's own run, if they are wanted and
 * not on show, are worked out on a twin.
 */
export const exported = defineQuestion({
  type: "export",
  looks: "session",
  answer: async (session, wanted: WantedOfExport): Promise<ExportedDocument> => {
    const { plan, program, state } = session;
    if (plan === null) throw DiagnosticError.of("no graph is open");
    // Taken before anything is waited for: all of it is of one moment.
    const checkpoint = session.checkpoint();
    const inPass = state.cursor === 0 ? null : (program?.instructions[state.cursor]?.pass ?? "update");
    const known: Exported = {
      seedLosses: wanted.seedLosses ? await seedLossesOf(session, checkpoint.curves) : [],
      lastShown: lastOf(checkpoint.curves.find(({ node }) => node === plan.losses[0]?.node)),
      iterations: checkpoint.iteration,
      notFromSeedAlone: notFromSeedAlone(session, plan),
    };
    return {
      ...known,
      graph: plan.graph,
      checkpoint,
      inPass,
      script: wanted.script === undefined ? null : await scriptOf(plan, known, wanted.script, checkpoint),
      parameters: plan.parameters.map(({ node, name, tensor }) => ({ node, name, shape: tensor.shape })),
      texts: textsOf(session, plan),
    };
  },
});

/** The code comes when it is wanted. */
async function scriptOf(plan: Plan, known: Exported, options: ScriptOptions, trained: Checkpoint): Promise<Script> {
  const { writeScript } = await import("../../torch/writeScript.ts");
  return writeScript(plan, known, { ...options, trained: options.weights === true ? trained : null });
}

async function seedLossesOf(session: Askable, curves: readonly LossPoints[]): Promise<readonly SeedLosses[]> {
  if (!isRunning(session)) return [];
  const { plan, program, state } = session;
  const shown = state.seed === plan.seed ? shownLosses(plan, curves) : null;
  return shown ?? seedLosses(await session.planOf(plan.graph), program.backend);
}

function notFromSeedAlone({ state }: Askable, plan: Plan): NotFromSeedAlone | null {
  const { seed, notFromSeed, iteration } = state;
  if (seed === plan.seed) return null;
  if (seed !== null) return { since: iteration, why: `the seed was changed from ${seed} to ${plan.seed}` };
  return (
    notFromSeed ?? { since: iteration, why: "it was edited, written by hand or read from a file at some time before" }
  );
}

function lastOf(curve: LossPoints | undefined): LossPoint | null {
  if (curve === undefined || curve.points.length === 0) return null;
  return { iteration: curve.points.at(-2)!, loss: curve.points.at(-1)! };
}

function textsOf({ texts }: Askable, plan: Plan): Readonly<Record<string, string>> {
  return Object.fromEntries(
    plan.texts.flatMap((named) => {
      const text = texts.get(textKey(named));
      return typeof text === "string" ? [[textKey(named), text]] : [];
    }),
  );
}
