import type { Tensor } from "../tensor.ts";
import { pointerTo } from "./pointer.ts";

/** Holds the loops over tensors of one shape, innermost first: how many elements, and each tensor's steps in elements. */
export interface Loops {
  readonly sizes: readonly number[];
  /** A list a tensor. */
  readonly steps: readonly (readonly number[])[];
}

/** Merges the dimensions that lie evenly in all tensors, so that contiguous ones are a single loop; null if any is empty. */
export function loopsOver(...tensors: readonly Tensor[]): Loops | null {
  const shape = tensors[0]!.shape;
  const sizes: number[] = [];
  const steps: number[][] = tensors.map(() => []);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis]!;
    if (size === 0) return null;
    if (size === 1) continue;
    const inner = sizes.length - 1;
    const even = tensors.every(({ stride }, at) => inner >= 0 && stride[axis] === steps[at]![inner]! * sizes[inner]!);
    if (even) sizes[inner]! *= size;
    else {
      sizes.push(size);
      for (const [at, { stride }] of tensors.entries()) steps[at]!.push(stride[axis]!);
    }
  }
  if (sizes.length > 0) return { sizes, steps };
  return { sizes: [1], steps: tensors.map(() => [1]) };
}

/** Beyond it the plain kernel is as fast: so many calls, of a few elements each. */
const MOST_CALLS = 1024;

/**
 * Returns where the loops below the `level`-th begin: at each step of those from there on, a pointer a tensor. Null when
 * these are too many.
 */
export function pointersOf(
  tensors: readonly Tensor[],
  { sizes, steps }: Loops,
  level: number,
): readonly (readonly number[])[] | null {
  const calls = sizes.slice(level).reduce((count, size) => count * size, 1);
  if (calls > MOST_CALLS) return null;
  let starts = [tensors.map(pointerTo)];
  for (let at = level; at < sizes.length; at++) {
    starts = Array.from({ length: sizes[at]! }, (_, index) =>
      starts.map((start) => start.map((pointer, tensor) => pointer + 4 * index * steps[tensor]![at]!)),
    ).flat();
  }
  return starts;
}
