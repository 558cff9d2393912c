import { DiagnosticError } from "../base/diagnostic.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { dimension } from "./dimension.ts";

/** Says which dimensions a reduction goes over, and whether they stay in the result with size 1. */
export type ReductionAttributes = {
  /** One, several, or all of them when null or absent (or, as in PyTorch, an empty list). Negative ones count from the end. */
  readonly dim?: number | readonly number[] | null;
  readonly keepdim?: boolean;
};

/** Returns the dimensions that `dim` means, counted from the front. Throws PyTorch's sentences. */
export function reducedDims({ dim = null }: ReductionAttributes, rank: number): number[] {
  const wanted = typeof dim === "number" ? [dim] : (dim ?? []);
  if (wanted.length === 0) return Array.from({ length: rank }, (_, axis) => axis);
  const dims = wanted.map((item) => dimension(item, rank));
  const twice = dims.find((item, at) => dims.indexOf(item) !== at);
  if (twice !== undefined)
    throw DiagnosticError.about(
      "dim",
      `dim ${twice} appears multiple times in the list of dims`,
      "Name each dimension once.",
    );
  return rank === 0 ? [] : dims;
}

/** Returns the shape that is left. */
export function reducedShape(shape: Shape, dims: readonly number[], keepdim = false): Shape {
  if (keepdim) return shape.map((size, axis) => (dims.includes(axis) ? 1 : size));
  return shape.filter((_, axis) => !dims.includes(axis));
}

/** Says how many elements become one. */
export function reducedCount(shape: Shape, dims: readonly number[]): number {
  return dims.reduce((count, axis) => count * shape[axis]!, 1);
}

/**
 * Returns a reduction's result (or its gradient) seen under the shape before: repeated, by stride 0, where it was
 * reduced.
 */
export function spread(reduced: Tensor, shape: Shape, dims: readonly number[]): Tensor {
  const kept = reduced.shape.length === shape.length;
  let next = 0;
  const stride = shape.map((_, axis) => {
    if (!dims.includes(axis)) return reduced.stride[kept ? axis : next++]!;
    return 0;
  });
  return { ...reduced, shape, stride };
}

/** Writes `dim=(0, 1), keepdim=True`, as arguments in PyTorch. */
export function reductionArguments({ dim = null, keepdim = false }: ReductionAttributes): string {
  const dims = typeof dim === "number" ? `${dim}` : dim === null || dim.length === 0 ? "None" : `(${dim.join(", ")},)`;
  if (dims === "None") return keepdim ? "dim=None, keepdim=True" : "";
  return keepdim ? `dim=${dims}, keepdim=True` : `dim=${dims}`;
}

/** Holds what goes along one dimension, or over all elements. */
export type SingleReduction = { readonly dim?: number | null; readonly keepdim?: boolean };

/** Throws PyTorch's sentence when there is nothing to take the `max` or `argmax` of. */
export function checkNotEmpty(name: "max" | "argmax", shape: Shape, dim: number | null): void {
  if (dim === null) {
    if (!shape.includes(0)) return;
    const advice = name === "max" ? " Specify the reduction dim with the 'dim' argument." : "";
    throw DiagnosticError.of(`${name}(): Expected reduction dim to be specified for input.numel() == 0.${advice}`, {
      plain: "There is nothing to choose from.",
    });
  }
  const axis = dimension(dim, shape.length);
  if (shape[axis] === 0) {
    throw DiagnosticError.of(`${name}(): Expected reduction dim ${axis} to have non-zero size.`, {
      plain: "There is nothing to choose from.",
    });
  }
}
