import { DiagnosticError } from "../base/diagnostic.ts";
import { formatCount } from "../base/formatNumber.ts";
import { elements } from "../base/stridedLayout.ts";

/** Sizes of each dimension; `[]` is a 0-d tensor. */
export type Shape = readonly number[];

/** LIMITS: what a tensor may have at most. */
export const MAX_RANK = 8;
const MAX_ELEMENTS = 2 ** 26;

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** Writes a shape as PyTorch prints it in its errors: `[32, 7]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/** Throws one sentence when a shape is beyond the limits: rank 8, 2²⁶ elements, sizes of 0 or more. `attribute` is what it is from. */
export function checkShape(shape: Shape, attribute = "shape"): void {
  if (shape.length > MAX_RANK) {
    throw DiagnosticError.about(
      attribute,
      `shape ${formatShape(shape)} has ${shape.length} dimensions, at most ${MAX_RANK} are allowed`,
    );
  }
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw DiagnosticError.about(
        attribute,
        `shape ${formatShape(shape)} has the size ${size}, expected a whole number of 0 or more`,
      );
    }
  }
  if (elements(shape) > MAX_ELEMENTS) {
    throw DiagnosticError.about(
      attribute,
      `shape ${formatShape(shape)} has ${formatCount(elements(shape))} elements, at most ${formatCount(MAX_ELEMENTS)} are allowed`,
    );
  }
}
