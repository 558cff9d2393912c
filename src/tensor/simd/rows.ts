import type { Tensor } from "../tensor.ts";
import { areSingle, pointerTo } from "./pointer.ts";
import type { Simd } from "./simd.ts";

/** Holds nested loops over the elements of tensors, the innermost first. */
export interface Loops {
  readonly sizes: readonly number[];
  /** A list a tensor: the elements from one step of each loop to the next. */
  readonly steps: readonly (readonly number[])[];
}

/**
 * Returns loops over tensors of one shape, the innermost along the smallest steps of the last one; null if there is nothing to go
 * over. Dimensions that lie evenly in all tensors become one, so that contiguous tensors are a single loop.
 */
export function loopsOver(tensors: readonly Tensor[]): Loops | null {
  const { shape, stride: led } = tensors.at(-1)!;
  if (shape.includes(0)) return null;
  const axes = [...shape.keys()].filter((axis) => shape[axis] !== 1).toReversed();
  axes.sort((a, b) => led[a]! - led[b]!);
  const sizes: number[] = [];
  const steps: number[][] = tensors.map(() => []);
  for (const axis of axes) {
    const inner = sizes.length - 1;
    const even = tensors.every(({ stride }, at) => inner >= 0 && stride[axis] === steps[at]![inner]! * sizes[inner]!);
    if (even) sizes[inner]! *= shape[axis]!;
    else {
      sizes.push(shape[axis]!);
      for (const [at, { stride }] of tensors.entries()) steps[at]!.push(stride[axis]!);
    }
  }
  if (sizes.length > 0) return { sizes, steps };
  return { sizes: [1], steps: tensors.map(() => [1]) };
}

/** Beyond it the plain kernel is as fast: so many calls, of a few elements each. */
const MOST_CALLS = 1024;

/** Returns where the loops below the `level`-th begin: a list of pointers a tensor. Null when these are too many. */
export function startsOf(
  tensors: readonly Tensor[],
  { sizes, steps }: Loops,
  level: number,
): readonly (readonly number[])[] | null {
  const calls = sizes.slice(level).reduce((count, size) => count * size, 1);
  if (calls > MOST_CALLS) return null;
  return tensors.map((tensor, at) => {
    let starts = [pointerTo(tensor)];
    for (let loop = level; loop < sizes.length; loop++) {
      const step = 4 * steps[at]![loop]!;
      starts = Array.from({ length: sizes[loop]! }, (_, index) => starts.map((start) => start + index * step)).flat();
    }
    return starts;
  });
}

/** Says whether what is written overlaps what is read, other than element on element: then the order of the elements counts. */
function overlaps(x: Tensor, y: Tensor): boolean {
  if (x.storage !== y.storage) return false;
  return x.offset !== y.offset || x.stride.some((step, axis) => step !== y.stride[axis] && x.shape[axis] !== 1);
}

/** Describes rows: their number and length, and each tensor's bytes from row to row and from element to element. */
export interface Rows {
  readonly rows: number;
  readonly n: number;
  readonly rowBytes: readonly number[];
  readonly stepBytes: readonly number[];
  readonly starts: readonly (readonly number[])[];
}

/** Returns the rows of elementwise kernels, the last tensor the one that is written; null where the module does not do it. */
export function rowsOver(tensors: readonly Tensor[]): Rows | null {
  const y = tensors.at(-1)!;
  if (tensors.some((tensor) => overlaps(tensor, y))) return null;
  const loops = loopsOver(tensors);
  // Elements that are written come side by side; where many are written to one place, they are a sum.
  if (loops === null || loops.steps.at(-1)![0] !== 1 || loops.steps.at(-1)!.includes(0)) return null;
  const starts = startsOf(tensors, loops, 2);
  if (starts === null) return null;
  const { sizes, steps } = loops;
  return {
    rows: sizes[1] ?? 1,
    n: sizes[0]!,
    rowBytes: steps.map(([, row = 0]) => 4 * row),
    stepBytes: steps.map(([step]) => 4 * step!),
    starts,
  };
}

/**
 * Prepares `y = name(x)`, element by element; `scalar` is asked for at each call. What adds to y adds to 0 where that is fresh,
 * whatever is there.
 *
 * @param fresh 1 or 0
 */
export function mapRows(
  simd: Simd,
  name: string,
  x: Tensor,
  y: Tensor,
  scalar = (): number => 0,
  fresh = 0,
): (() => void) | null {
  if (!areSingle(simd, x, y)) return null;
  return mapWords(simd, name, x, y, scalar, fresh);
}

/** Prepares the same for elements of four bytes of any meaning. */
export function mapWords(
  simd: Simd,
  name: string,
  x: Tensor,
  y: Tensor,
  scalar: () => number,
  fresh = 0,
): (() => void) | null {
  const found = rowsOver([x, y]);
  if (found === null) return null;
  const { rows, n, starts } = found;
  const [xRow, yRow] = [found.rowBytes[0]!, found.rowBytes[1]!];
  const xStep = found.stepBytes[0]!;
  const [xs, ys] = [starts[0]!, starts[1]!];
  const run = simd.exported(name);
  if (xs.length === 1) {
    const [from, to] = [xs[0]!, ys[0]!];
    return () => void run(rows, n, from, xRow, xStep, to, yRow, scalar(), fresh);
  }
  return () => {
    for (let at = 0; at < xs.length; at++) run(rows, n, xs[at]!, xRow, xStep, ys[at]!, yRow, scalar(), fresh);
  };
}

/** Prepares `y = name(a, b)`, element by element, or `y += …`; `fresh` as in {@link mapRows}. */
export function mapPairs(
  simd: Simd,
  name: string,
  a: Tensor,
  b: Tensor,
  y: Tensor,
  scalar = 0,
  fresh = 0,
): (() => void) | null {
  if (!areSingle(simd, a, b, y)) return null;
  const found = rowsOver([a, b, y]);
  if (found === null) return null;
  const { rows, n, starts } = found;
  const [aRow, bRow, yRow] = [found.rowBytes[0]!, found.rowBytes[1]!, found.rowBytes[2]!];
  const [aStep, bStep] = [found.stepBytes[0]!, found.stepBytes[1]!];
  const [as, bs, ys] = [starts[0]!, starts[1]!, starts[2]!];
  const run = simd.exported(name);
  if (as.length === 1) {
    const [p, q, to] = [as[0]!, bs[0]!, ys[0]!];
    return () => void run(rows, n, p, aRow, aStep, q, bRow, bStep, to, yRow, scalar, fresh);
  }
  return () => {
    for (let at = 0; at < as.length; at++) {
      run(rows, n, as[at]!, aRow, aStep, bs[at]!, bRow, bStep, ys[at]!, yRow, scalar, fresh);
    }
  };
}

/** Prepares a fill of elements of four bytes with the same four bytes. */
export function fillRows(simd: Simd, y: Tensor, word: number): (() => void) | null {
  const found = rowsOver([y]);
  if (found === null) return null;
  const { rows, n, rowBytes, starts } = found;
  const yRow = rowBytes[0]!;
  const ys = starts[0]!;
  const run = simd.exported("fill");
  return () => {
    for (let at = 0; at < ys.length; at++) run(rows, n, ys[at]!, yRow, word);
  };
}
