import type { Program } from "../run/program.ts";
import { tensorLabels } from "../tensors/tensorLabels.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Position } from "../../protocol/position.ts";
import type { ToldBefore, ToldStep } from "../../protocol/toldReport.ts";
import type { RanStep } from "./ranStep.ts";
import { tellBackward } from "./tellBackward.ts";
import { tellForward } from "./tellForward.ts";
import { shortLabels } from "./tellingWords.ts";
import { tellUpdate } from "./tellUpdate.ts";
import type { Wording } from "./wording.ts";

const tellers = { forward: tellForward, backward: tellBackward, update: tellUpdate };

/**
 * Says in one sentence what the step did that ran before the cursor, with the numbers of one cell: those that Why gives
 * as its reasons, shortened.
 *
 * @param step what ran before the cursor.
 * @param looked the cell that the reader looks at; it is told of, if the step made it.
 * @param before what was told of the step before: of cells that say something, one in the same row and column is told of.
 */
export function tellStep(
  program: Program,
  position: Position,
  step: RanStep,
  looked: CellRef | null,
  wording: Wording,
  before: ToldBefore | null = null,
): ToldStep {
  const { pass, node, iteration, isWhole, instructions } = step;
  const single = isWhole ? [] : instructions.flatMap(({ applied }) => applied ?? []);
  const label = shortLabels(program.tensors, tensorLabels(program.tensors, null), single);
  const follows = before?.iteration === iteration && (before.pass === pass || pass === "update");
  const near = follows ? before.cell : null;
  const sentence = tellers[pass]({ program, position, step, looked, before: near, wording, label });
  return { pass, node, op: isWhole ? null : instructions[0]!.op, iteration, next: sentence.cell, ...sentence };
}
