import type { Tensor } from "../../tensor/tensor.ts";
import { explainerOf } from "../why/explainCell.ts";
import { nearCell, type Near } from "./nearCell.ts";
import { hasCell, tellingCell } from "./tellingCell.ts";
import type { Sentence, Telling } from "./telling.ts";
import { forwardWords } from "./tellingWords.ts";
import { tokenNotes } from "./tokenNotes.ts";
import { namePiece, TERMS, ToldArithmetic, valuePiece } from "./toldArithmetic.ts";

/** Says what made a result, and how one cell of it came to be. */
export function tellForward({ program, position, step, looked, before, wording, label }: Telling): Sentence {
  const applied = step.instructions.flatMap((instruction) => instruction.applied ?? []);
  const words = { text: forwardWords(program.plan, applied, step.isWhole, label) };
  const { tensor, index } = chosen(
    program.tensors.find(looked?.node ?? "", looked?.port ?? ""),
    looked?.index ?? [],
    step.instructions.flatMap(({ results }) => results),
    (result) => nearCell(program.tensors, before, result),
  );
  if (index === null) return { pieces: [words], cell: null };
  const cell = { ...program.tensors.nameOf(tensor)!, index };
  const { explainer, explanation } = explainerOf(program, position, cell, TERMS);
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

/** The cell that is looked at, if it is in one of the results; else the first of the last one that says something. */
function chosen(
  looked: Tensor | null,
  index: readonly number[],
  results: readonly Tensor[],
  near: (result: Tensor) => Near,
): { readonly tensor: Tensor; readonly index: readonly number[] | null } {
  if (looked !== null && results.includes(looked) && hasCell(looked, index)) return { tensor: looked, index };
  const tensor = results.at(-1)!;
  return { tensor, index: tellingCell(tensor, undefined, near(tensor)) };
}
