import type { Shape } from "../tensor/shape.ts";

/** Returns a shape as it stands on a wire: `32×3×2`; a 0-d tensor is a `scalar`. */
export function formatDims(shape: Shape): string {
  return shape.length === 0 ? "scalar" : shape.join("×");
}

/** Returns the same with the dimensions' names, where they have some: `N × block_size × 2`. */
export function formatDimNames(shape: Shape, dims: readonly (string | null)[]): string {
  return shape.map((size, axis) => dims[axis] ?? String(size)).join(" × ");
}

/** Returns a place in a tensor as it is written in code: `[3, 7]`. */
export function formatIndex(index: readonly number[]): string {
  return `[${index.join(", ")}]`;
}
