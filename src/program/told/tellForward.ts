import { explainerOf } from "../why/explainCell.ts";
import { nearCell } from "./nearCell.ts";
import { lookedCell, tellingCell } from "./tellingCell.ts";
import type { Sentence, Telling } from "./telling.ts";
import { forwardWords } from "./tellingWords.ts";
import { tokenNotes } from "./tokenNotes.ts";
import { namePiece, ToldArithmetic, valuePiece } from "./toldArithmetic.ts";

/** Says what made a result, and how one cell of it came to be. */
export function tellForward(telling: Telling): Sentence {
  const { program, position, step, before, wording, label } = telling;
  const applied = step.instructions.flatMap((instruction) => instruction.applied ?? []);
  const words = { text: forwardWords(program.plan, applied, step.isWhole, label) };
  const results = step.instructions.flatMap((instruction) => instruction.results);
  const last = results.at(-1)!;
  const near = nearCell(program.tensors, before, last);
  const { tensor, index } = lookedCell(telling, results) ?? { tensor: last, index: tellingCell(last, undefined, near) };
  if (index === null) return { pieces: [words], cell: null };
  const cell = { ...program.tensors.nameOf(tensor)!, index };
  const { explainer, explanation } = explainerOf(program, position, cell);
  if (!explanation.agrees) return { pieces: [words], cell: null };
  const arithmetic = new ToldArithmetic(wording, label, (key) => explainer.named(key));
  const example = wording.exampleOf(cell, tensor, index);
  const [part] = explanation.parts;
  const pieces = [
    words,
    { text: example === null ? ". " : `. For ${example}: ` },
    namePiece(wording, label(tensor), cell, tensor),
    ...(part === undefined ? [] : arithmetic.sources(part.inlined, cell)),
    { text: " = " },
    valuePiece(cell, explanation.result, tensor.dtype),
  ];
  return { pieces: [...pieces, ...tokenNotes(pieces, program.tensors, explainer, wording)], cell };
}
