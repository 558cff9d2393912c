import { elements } from "../../base/stridedLayout.ts";
import type { Shape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { TensorIndex } from "../tensors/tensorIndex.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";

/** Says of a tensor's indices how near they are to a cell that was told of before. */
export interface Near {
  /** The index that goes on from it, whether its number says much or little; null where there is none. */
  readonly kept: readonly number[] | null;
  /** 2 for its row, 1 for its column. */
  readonly score: (index: readonly number[]) => number;
  /** What an index can reach. */
  readonly most: number;
}

/** Is the nearness where no cell was told of before. */
export const NOWHERE: Near = { kept: null, score: () => 0, most: 0 };

/**
 * Returns how near a tensor's indices are to a cell of another: in the row of the same number, and in the same column where
 * their last dimensions are of one size.
 */
export function nearCell(tensors: TensorIndex, before: CellRef | null, { shape }: Tensor): Near {
  const told = before === null ? null : tensors.find(before.node, before.port);
  if (before === null || told === null || told.shape.length !== before.index.length) return NOWHERE;
  const kept = keptIndex(before.index, told.shape, shape);
  if (told.shape.length !== shape.length) return { ...NOWHERE, kept };
  const [first] = before.index;
  const row = first !== undefined && first < (shape[0] ?? 0) ? 2 : 0;
  const column = shape.at(-1) !== undefined && shape.at(-1) === told.shape.at(-1) ? 1 : 0;
  return {
    kept,
    score: (index) => (index[0] === first ? row : 0) + (index.at(-1) === before.index.at(-1) ? column : 0),
    most: row + column,
  };
}

/** The index that is what another is in a tensor of another shape, as far as they have it in common, and 0 where not. */
function keptIndex(index: readonly number[], from: Shape, to: Shape): readonly number[] | null {
  if (elements(to) === 0) return null;
  const last = from.at(-1) === to.at(-1) ? (index.at(-1) ?? 0) : 0;
  // One number a column: a bias.
  if (to.length === 1 && from.length > 1 && from[0] !== to[0]) return [last];
  if (from.length === 1 && to.length > 1 && from[0] !== to[0])
    return to.map((_, axis) => (axis === to.length - 1 ? last : 0));
  return to.map((size, axis) => {
    if (axis > 0 && axis === to.length - 1) return last;
    const at = index[axis] ?? 0;
    return axis < from.length - 1 || from.length === 1 ? (at < size ? at : 0) : 0;
  });
}
