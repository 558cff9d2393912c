import { formatNumber } from "../../base/formatNumber.ts";
import { ranStep, type RanStep } from "../../program/told/ranStep.ts";
import { tellStep } from "../../program/told/tellStep.ts";
import { isSame } from "../../protocol/position.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { ToldBefore, ToldBy, ToldPiece, ToldReport } from "../../protocol/toldReport.ts";
import { toldWording } from "../reports/toldWording.ts";
import { defineQuestion, type Running } from "./question.ts";

export interface ToldArguments {
  /** Whether the step that ran last was over a node, or over one of its ops. */
  readonly by: ToldBy;
  /** The cell that the reader looks at; it is told of, if the step made it. */
  readonly cell: CellRef | null;
  /** What was told of before: its row and column are kept within a pass, where they say something. */
  readonly before?: ToldBefore | null;
}

/** Tells in one sentence, with its numbers, what the step did that ran last. */
export const told = defineQuestion({
  type: "told",
  looks: "program",
  answer: (session, { by, cell, before }: ToldArguments): ToldReport => {
    const { program, state, history } = session;
    // Where an edit came, or the page was loaded anew, the numbers are others than what ran then made.
    if (history.oldest !== null && isSame(history.oldest, state)) return null;
    const step = ranStep(program, state, by);
    if (step === null || !isThere(session, step)) return null;
    const report = tellStep(program, state, step, cell, toldWording(program), before);
    return { ...report, pieces: [...report.pieces, ...lossBefore(session, step)] };
  },
});

/** What an update made of a loss is seen beside what it was. */
function lossBefore({ losses, plan }: Running, { pass, node, iteration, isWhole }: RanStep): ToldPiece[] {
  const before = pass === "forward" && isWhole && plan.optimizers.length > 0 ? losses.before(node, iteration) : null;
  return before === null ? [] : [{ text: `; before the update the loss was ${formatNumber(before)}` }];
}

/** Whether a step's numbers are still there: an edit, or a page that was loaded anew, has others since. */
function isThere({ state, progress, program }: Running, { pass, node, instructions }: RanStep): boolean {
  if (state.cursor > 0) return true;
  if (pass !== "update") return progress.valued.has(node);
  const moved = instructions.flatMap(({ results }) => results.slice(0, 1));
  const names = moved.map((tensor) => program.tensors.nameOf(tensor)!.node);
  return names.every((name) => progress.graded.has(name));
}
