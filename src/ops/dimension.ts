import { DiagnosticError } from "../base/diagnostic.ts";
import type { TensorSpec } from "./contract/op.ts";
import { notAmong } from "../tensor/notAmong.ts";

/**
 * Returns a dimension counted from the front: `-1` is the last of `rank`. A 0-d tensor has, as in PyTorch, the
 * dimensions -1 and 0. `attribute` is what the op calls it. Throws `Dimension out of range (expected to be in range of
 * [-2, 1], but got 2)`.
 */
export function dimension(dim: number, rank: number, attribute = "dim"): number {
  const count = Math.max(rank, 1);
  if (!Number.isInteger(dim) || dim < -count || dim >= count) {
    throw DiagnosticError.about(
      attribute,
      `Dimension out of range (expected to be in range of [${-count}, ${count - 1}], but got ${dim})`,
      dimensionInWords(dim, rank),
    );
  }
  return dim < 0 ? dim + count : dim;
}

/** Returns the tensor with a dimension of size 1 in that place; `torch.unsqueeze`, never a copy. */
export function unsqueezed<T extends TensorSpec>(tensor: T, axis: number): T {
  return {
    ...tensor,
    shape: tensor.shape.toSpliced(axis, 0, 1),
    stride: tensor.stride.toSpliced(axis, 0, 0),
  };
}

/** Returns the tensor itself, or a 0-d one as a vector of one element. */
export function atLeast1d<T extends TensorSpec>(tensor: T): T {
  return tensor.shape.length === 0 ? unsqueezed(tensor, 0) : tensor;
}

function dimensionInWords(dim: number, rank: number): string {
  if (rank === 0) return "A single number has no dimensions; 0 and −1 stand for it.";
  return `Of the dimensions: ${notAmong(dim, rank, true)}`;
}
