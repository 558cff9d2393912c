import { DiagnosticError } from "../base/diagnostic.ts";

/** Sizes of each dimension; `[]` is a 0-d tensor. */
export type Shape = readonly number[];

/** LIMITS: what a tensor may have at most. */
export const MAX_RANK = 8;
const MAX_ELEMENTS = 2 ** 26;

/** The product of the sizes, 1 for a 0-d tensor. Exact for every shape that {@link checkShape} accepts. */
export function elements(shape: Shape): number {
  let count = 1;
  for (const size of shape) count *= size;
  return count;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** Row-major strides, in elements. A size of 0 counts as 1, as in PyTorch. */
export function contiguousStride(shape: Shape): number[] {
  const stride = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    stride[axis] = step;
    step *= Math.max(shape[axis]!, 1);
  }
  return stride;
}

/** `[32, 7]`, as PyTorch prints a shape in its errors. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/** Throws one sentence when a shape is beyond the limits: rank 8, 2²⁶ elements, sizes of 0 or more. */
export function checkShape(shape: Shape): void {
  if (shape.length > MAX_RANK) {
    throw DiagnosticError.of(
      `shape ${formatShape(shape)} has ${shape.length} dimensions, at most ${MAX_RANK} are allowed`,
    );
  }
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw DiagnosticError.of(
        `shape ${formatShape(shape)} has the size ${size}, expected a whole number of 0 or more`,
      );
    }
  }
  if (elements(shape) > MAX_ELEMENTS) {
    throw DiagnosticError.of(
      `shape ${formatShape(shape)} has ${elements(shape).toLocaleString("en-US")} elements, at most ${MAX_ELEMENTS.toLocaleString("en-US")} are allowed`,
    );
  }
}
