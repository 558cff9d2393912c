import { elements, offsetInStorage } from "../../base/stridedLayout.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { NOWHERE, type Near } from "./nearCell.ts";
import type { Telling } from "./telling.ts";

/** Cells that are looked at for one that says something. */
const MOST = 200_000;
/** Cells among those that are asked whether they are meant. */
const ASKED = 100;
/** A number says something that is so much of the largest. */
const SHARE = 0.05;
/** And enough, where it goes on with what was told of before. */
const KEPT_SHARE = 1e-4;

/**
 * Returns the index of the first cell that is not small beside the others; the first cell's where all are 0 or nan. Null
 * of a tensor without cells. `isMeant`: of several such cells the first of which this holds is taken, if one is found soon.
 * `near`: the very cell that goes on with what was told of before is taken, and else one of the same example, unless they
 * are next to nothing.
 */
export function tellingCell(
  tensor: Tensor,
  isMeant: (index: readonly number[]) => boolean = () => true,
  { kept, row }: Near = NOWHERE,
): readonly number[] | null {
  if (elements(tensor.shape) === 0) return null;
  const largest = largestIn(tensor, null);
  if (kept !== null && sizeAt(tensor, kept) > KEPT_SHARE * largest && isMeant(kept)) return kept;
  const inRow = row === null ? 0 : largestIn(tensor, row);
  if (inRow > KEPT_SHARE * largest) {
    const { meant } = firstTelling(tensor, isMeant, row, inRow);
    if (meant !== null) return meant;
  }
  const { meant, first } = firstTelling(tensor, isMeant, null, largest);
  return meant ?? first ?? tensor.shape.map((_, axis) => (axis === 0 ? (row ?? 0) : 0));
}

/** The first cell, of a row or of all, that is not small beside the largest: one that is meant, if there is, and any. */
function firstTelling(
  tensor: Tensor,
  isMeant: (index: readonly number[]) => boolean,
  row: number | null,
  largest: number,
): Readonly<Record<"meant" | "first", readonly number[] | null>> {
  let first: readonly number[] | null = null;
  let asked = 0;
  for (const { size, index } of sizesIn(tensor, row)) {
    if (size === 0 || size < SHARE * largest) continue;
    first ??= [...index];
    if (isMeant(index)) return { meant: [...index], first };
    if (++asked >= ASKED) break;
  }
  return { meant: null, first };
}

function largestIn(tensor: Tensor, row: number | null): number {
  let largest = 0;
  for (const { size } of sizesIn(tensor, row)) largest = Math.max(largest, size);
  return largest;
}

/** The numbers' sizes, of a row or of all, in row-major order, and where they stand; 0 of what is not finite. `index` is one array throughout. */
function* sizesIn(
  tensor: Tensor,
  row: number | null,
): Generator<{ readonly size: number; readonly index: readonly number[] }> {
  const { shape } = tensor;
  const index = shape.map((_, axis) => (axis === 0 ? (row ?? 0) : 0));
  const count = row === null ? elements(shape) : elements(shape.slice(1));
  for (let at = Math.min(count, MOST); at > 0; at--) {
    yield { size: sizeAt(tensor, index), index };
    let axis = shape.length - 1;
    while (axis >= 0 && index[axis] === shape[axis]! - 1) index[axis--] = 0;
    if (axis >= 0) index[axis]!++;
  }
}

function sizeAt(tensor: Tensor, index: readonly number[]): number {
  const size = Math.abs(tensor.storage.data[offsetInStorage(tensor, index)]!);
  return Number.isFinite(size) ? size : 0;
}

/** Returns the cell that the reader looks at, where it is one of these tensors'; else null. */
export function lookedCell(
  { program, looked }: Pick<Telling, "program" | "looked">,
  tensors: readonly Tensor[],
): { readonly tensor: Tensor; readonly index: readonly number[] } | null {
  const tensor = looked === null ? null : program.tensors.find(looked.node, looked.port);
  if (looked === null || tensor === null || !tensors.includes(tensor) || !hasCell(tensor, looked.index)) return null;
  return { tensor, index: looked.index };
}

/** Says whether an index is one of a tensor's. */
function hasCell({ shape }: Tensor, index: readonly number[]): boolean {
  return (
    index.length === shape.length && index.every((at, axis) => Number.isInteger(at) && at >= 0 && at < shape[axis]!)
  );
}
