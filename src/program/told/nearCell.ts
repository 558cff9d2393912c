import type { Tensor } from "../../tensor/tensor.ts";
import type { TensorIndex } from "../tensors/tensorIndex.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";

/** Says of a tensor's indices how near they are to a cell that was told of before. */
export interface Near {
  /** 2 for its row, 1 for its column. */
  readonly score: (index: readonly number[]) => number;
  /** What an index can reach. */
  readonly most: number;
}

/** Is the nearness where no cell was told of before. */
export const NOWHERE: Near = { score: () => 0, most: 0 };

/**
 * Returns how near a tensor's indices are to a cell of another: in the row of the same number, and in the same column where
 * their last dimensions are of one size.
 */
export function nearCell(tensors: TensorIndex, before: CellRef | null, { shape }: Tensor): Near {
  const told = before === null ? null : tensors.find(before.node, before.port);
  if (before === null || told === null || told.shape.length !== before.index.length) return NOWHERE;
  const [first] = before.index;
  const row = first !== undefined && first < (shape[0] ?? 0) ? 2 : 0;
  const column = shape.at(-1) !== undefined && shape.at(-1) === told.shape.at(-1) ? 1 : 0;
  return {
    score: (index) => (index[0] === first ? row : 0) + (index.at(-1) === before.index.at(-1) ? column : 0),
    most: row + column,
  };
}
