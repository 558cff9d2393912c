import { listed } from "../../ops/told/words.ts";
import { givesIndex, type Term } from "../../ops/contract/term.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Explainer } from "../why/explainer.ts";
import type { TensorIndex } from "../tensors/tensorIndex.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import type { Wording } from "./wording.ts";

/** Returns what the whole numbers in a sentence stand for, where they are tokens: `; 10 is “j” and 5 is “e”`. */
export function tokenNotes(
  pieces: readonly ToldPiece[],
  tensors: TensorIndex,
  explainer: Explainer,
  wording: Wording,
): ToldPiece[] {
  const notes = pieces.flatMap(({ cell, value }) => {
    if (cell === undefined || value === undefined || cell.side !== "value") return [];
    const tensor = tensors.find(cell.node, cell.port);
    if (tensor === null || tensor.dtype !== "int32") return [];
    const token = tokenAt(tensor, cell.index, value);
    return token === null ? [] : [`${value} is ${token}`];
  });
  return notes.length === 0 ? [] : [{ text: `; ${listed([...new Set(notes)])}` }];

  /** An integer is a token if it was read from examples, or chosen along the vocabulary. */
  function tokenAt(tensor: Tensor, index: readonly number[], value: number): string | null {
    const name = tensors.nameOf(tensor);
    const known = name === undefined ? null : wording.tokenIn(name, value);
    if (known !== null) return known;
    const maker = tensors.makerOf(tensor);
    return maker === undefined || maker.output !== tensor ? null : tokenOf(explainer.forward(maker, index), tensor);
  }

  function tokenOf(term: Term, of: Tensor): string | null {
    if (term.kind === "cell") {
      const { tensor } = explainer.named(term.tensor);
      // What was drawn by chance has no reason but itself.
      return tensor === of ? null : tokenAt(tensor, term.index, term.value);
    }
    if (term.kind === "formula") {
      const only = term.tree.kind === "name" ? term.names[term.tree.name] : undefined;
      return only === undefined ? null : tokenOf(only, of);
    }
    if (term.kind !== "fold" || !givesIndex(term) || term.pattern.kind !== "cell") return null;
    const axis = term.pattern.subscripts.findIndex((subscript) => subscript === term.letters[0]?.letter);
    if (term.letters.length !== 1 || axis < 0) return null;
    const { name, tensor } = explainer.named(term.pattern.tensor);
    return wording.tokenAlong(name, tensor, axis, term.value);
  }
}
