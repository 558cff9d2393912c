import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { beforeUpdate, isKnown, lastUpdates } from "./beforeUpdate.ts";
import { Explainer } from "./explainer.ts";
import type { Explanation } from "./explanation.ts";
import type { Program } from "../run/program.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Position } from "../../protocol/position.ts";

/**
 * Says how a cell of a program's tensor came to be. Where a parameter in it was updated since (training stops behind an
 * update), the parameter stands in it as it was. `limit`: the terms of each sum that are kept. Throws a DiagnosticError
 * when there is no such cell.
 */
export function explainCell(program: Program, position: Position, cell: CellRef, limit?: number): Explanation {
  return explainerOf(program, position, cell, limit).explanation;
}

/**
 * Returns the same, and who explains it: with the parameters as they are or as they were, whichever agrees with the
 * number.
 */
export function explainerOf(
  program: Program,
  position: Position,
  cell: CellRef,
  limit?: number,
): { readonly explainer: Explainer; readonly explanation: Explanation } {
  checkCell(program, cell);
  const by = (former: ReadonlyMap<Tensor, Tensor>, recomputing: boolean) => {
    const explainer = new Explainer(program, position, former, limit);
    return { explainer, explanation: explainer.explain(cell, recomputing) };
  };
  const now = by(new Map(), false);
  if (now.explanation.agrees) return now;
  const former = formerParameters(program, position);
  // An op's own rounding is asked for last: behind an update, when the parameters of now give another number, often.
  for (const recomputing of [false, true]) {
    for (const parameters of recomputing ? [new Map<Tensor, Tensor>(), former] : [former]) {
      const other = by(parameters, recomputing);
      if (other.explanation.agrees) return other;
    }
  }
  return now;
}

/** Throws a sentence when there is no such cell. */
export function checkCell({ tensors }: Program, { node, port, side, index }: CellRef): void {
  const { shape } = tensors.at({ node, port, side });
  const name = JSON.stringify(formatEndpoint({ node, port }));
  const fits =
    index.length === shape.length &&
    index.every((at, axis) => Number.isSafeInteger(at) && at >= 0 && at < shape[axis]!);
  if (!fits)
    throw DiagnosticError.of(
      `expected an index into ${name} of shape [${shape.join(", ")}], got [${index.join(", ")}]`,
    );
}

/** Returns the parameters as they were before their last updates, where that can be worked out. */
export function formerParameters(program: Program, position: Position): ReadonlyMap<Tensor, Tensor> {
  const former = new Map<Tensor, Tensor>();
  for (const { tensor } of program.plan.parameters) {
    const updates = lastUpdates(program, position, tensor);
    const known = updates.filter(isKnown);
    if (known.length === 0 || known.length < updates.length || !known.every(({ hasGradient }) => hasGradient)) continue;
    former.set(
      tensor,
      known.reduceRight((after, update) => beforeUpdate(program, update, after), tensor),
    );
  }
  return former;
}
