import { DiagnosticError } from "../base/diagnostic.ts";

/**
 * A dimension counted from the front: `-1` is the last of `rank`. A 0-d tensor has, as in PyTorch, the
 * dimensions -1 and 0. Throws `Dimension out of range (expected to be in range of [-2, 1], but got 2)`.
 */
export function dimension(dim: number, rank: number): number {
  const count = Math.max(rank, 1);
  if (!Number.isInteger(dim) || dim < -count || dim >= count) {
    throw DiagnosticError.of(
      `Dimension out of range (expected to be in range of [${-count}, ${count - 1}], but got ${dim})`,
    );
  }
  return dim < 0 ? dim + count : dim;
}
