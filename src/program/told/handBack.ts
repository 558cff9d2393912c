import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import { gradientCell, sumOf } from "./gradientCell.ts";
import type { Sentence, Telling } from "./telling.ts";
import { valuePiece } from "./toldArithmetic.ts";

/**
 * Says what a step hands back beside its parameters' gradients, at one cell, from which the next step goes on. Null where
 * nothing is to be told of it.
 */
export function handBack(telling: Telling, target: Tensor, ran: readonly AppliedOp[]): Sentence | null {
  const told = gradientCell(telling, target, ran);
  if (told === null) return null;
  const { cell, named, parts, rest, result, arithmetic } = told;
  const [only] = parts;
  const rows = parts.length === 1 ? arithmetic.rows(only!.inlined) : null;
  const pieces = [
    { text: ". It hands back " },
    named,
    ...(rest.length === 0 ? [] : [{ text: " so far" }]),
    ...(rows ?? sumOf(told, ran)),
    { text: " = " },
    valuePiece(named, result, target.dtype),
  ];
  return { pieces, cell };
}
