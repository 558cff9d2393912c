import type { Shape } from "../../tensor/shape.ts";
import type { Box } from "../contract/fold.ts";
import type { Subscript } from "../contract/term.ts";

/**
 * Returns the cells of a tensor that one cell of its reduction over `dims` is made of. `kept`: the result has those
 * dimensions, too.
 */
export function reducedBox(shape: Shape, dims: readonly number[], at: readonly number[], kept = false): Box {
  let next = 0;
  return shape.map((size, axis) => {
    if (!dims.includes(axis)) return at[kept ? axis : next++]!;
    return { size };
  });
}

/** Says where in the reduction a cell of the tensor goes. */
export function reducedSubscripts<P extends Subscript>(
  subscripts: readonly P[],
  dims: readonly number[],
  kept = false,
): (P | number)[] {
  if (kept) return subscripts.map((subscript, axis) => (dims.includes(axis) ? 0 : subscript));
  return subscripts.filter((_, axis) => !dims.includes(axis));
}

/** Returns all of one dimension through a cell. */
export function lineThrough(shape: Shape, axis: number, at: readonly number[]): Box {
  return shape.map((size, other) => (other === axis ? { size } : at[other]!));
}
