import type { Tensor } from "../../tensor/tensor.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { Telling } from "./telling.ts";

/** Says which cell of a tensor goes on with what was told of before. */
export interface Near {
  /** The cell at the same place, in a tensor whose dimensions mean the same; null where there is none. */
  readonly kept: readonly number[] | null;
  /** The row of the example that is told of; null where the rows are no examples. */
  readonly row: number | null;
}

/** Is what goes on with nothing. */
export const NOWHERE: Near = { kept: null, row: null };

/**
 * Returns what of a tensor goes on with the cell that was told of before: of the same shape the same place; of another
 * the same example, in which an index has no other meaning. Where none was told of, an example that tells something.
 */
export function nearCell(
  { program: { tensors }, before, wording }: Pick<Telling, "program" | "before" | "wording">,
  name: TensorRef,
  tensor: Tensor,
): Near {
  const examples = wording.examplesOf(name, tensor);
  const row = examples?.row ?? null;
  const told = before === null ? null : tensors.find(before.node, before.port);
  if (before === null || told === null || told.shape.length !== before.index.length) return { kept: null, row };
  const earlier = wording.examplesOf(before, told);
  if (earlier?.source !== examples?.source) return { kept: null, row };
  const kept = told.shape.join() === tensor.shape.join() ? before.index : null;
  return { kept, row: examples === null ? null : (before.index[0] ?? row) };
}
