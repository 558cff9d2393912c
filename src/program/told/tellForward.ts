import { explainerOf } from "../why/explainCell.ts";
import { nearCell } from "./nearCell.ts";
import { lookedCell, tellingCell } from "./tellingCell.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import type { Sentence, Telling } from "./telling.ts";
import { forwardWords, savedWords } from "./tellingWords.ts";
import { tokenNotes } from "./tokenNotes.ts";
import { inExample, namePiece, ToldArithmetic, valuePiece } from "./toldArithmetic.ts";

/** Says what made a result, and how one cell of it came to be. */
export function tellForward(telling: Telling): Sentence {
  const { program, position, step, wording, label } = telling;
  const applied = step.instructions.flatMap((instruction) => instruction.applied ?? []);
  const words = { text: forwardWords(program.plan, applied, step.isWhole, label) };
  const results = step.instructions.flatMap((instruction) => instruction.results);
  const last = results.at(-1)!;
  const near = nearCell(telling, program.tensors.nameOf(last)!, last);
  const { tensor, index } = lookedCell(telling, results) ?? { tensor: last, index: tellingCell(last, undefined, near) };
  if (index === null) return { pieces: [words], cell: null };
  const cell = { ...program.tensors.nameOf(tensor)!, index };
  const { explainer, explanation } = explainerOf(program, position, cell);
  if (!explanation.agrees) return { pieces: [words], cell: null };
  const arithmetic = new ToldArithmetic(wording, label, (key) => explainer.named(key));
  const example = wording.exampleOf(cell, tensor, index);
  const [part] = explanation.parts;
  const named = namePiece(wording, label(tensor), cell, tensor);
  const pieces = [
    words,
    { text: inExample(example) },
    named,
    ...arithmetic.derivation(part?.inlined ?? null, cell, valuePiece(named, explanation.result, tensor.dtype)),
  ];
  const notes = [...savedNote(telling, pieces), ...tokenNotes(pieces, program.tensors, explainer, wording)];
  return { pieces: [...pieces, ...notes], cell };
}

/** `; -31.8166 is the logarithm of the right answer's probability in “.em” → “m”`. */
function savedNote({ program: { plan, tensors }, wording }: Telling, pieces: readonly ToldPiece[]): ToldPiece[] {
  for (const { text, cell, value } of pieces) {
    const what = cell === undefined || value === undefined ? null : savedWords(plan, cell.node, cell.port);
    if (cell === undefined || what === null) continue;
    const example = wording.exampleOf(cell, tensors.at(cell), cell.index);
    return [{ text: `; ${text} is ${what}${example === null ? "" : ` in ${example}`}` }];
  }
  return [];
}
