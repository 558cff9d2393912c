import { elements } from "../../base/stridedLayout.ts";
import { isContiguous, type Tensor } from "../tensor.ts";
import { areSingle, isWithin, pointerTo } from "./pointer.ts";
import type { Preparations, Simd } from "./simd.ts";

/** Describes the groups of elements that differ only in some dimensions: `outer` times `n` each, steps in bytes. */
interface Groups {
  readonly groups: number;
  readonly groupStep: number;
  readonly outer: number;
  readonly outerStep: number;
  readonly n: number;
  readonly step: number;
}

/** The groups of float32 in the module's memory; null where they lie less evenly than that, or are empty. */
function groupsOf(simd: Simd, x: Tensor, dims: readonly number[]): Groups | null {
  if (!areSingle(simd, x) || x.shape.includes(0)) return null;
  const kept = loopsAlong(
    x,
    [...x.shape.keys()].filter((axis) => !dims.includes(axis)),
  );
  const inner = loopsAlong(x, dims);
  if (kept.length > 1 || inner.length > 2) return null;
  const [groups, groupStep] = kept[0] ?? [1, 1];
  const [n, step] = inner[0] ?? [1, 1];
  const [outer, outerStep] = inner[1] ?? [1, 0];
  return { groups, groupStep: 4 * groupStep, outer, outerStep: 4 * outerStep, n, step: 4 * step };
}

/** Some dimensions as loops of a size and a step, the innermost first; those that lie evenly are one. */
function loopsAlong({ shape, stride }: Tensor, axes: readonly number[]): [size: number, step: number][] {
  const loops: [size: number, step: number][] = [];
  for (const axis of axes.toSorted((a, b) => b - a)) {
    const size = shape[axis]!;
    if (size === 1) continue;
    const last = loops.at(-1);
    if (last !== undefined && stride[axis] === last[1] * last[0]) last[0] *= size;
    else loops.push([size, stride[axis]!]);
  }
  return loops;
}

/** Holds the kernels that make many elements into one, and the derivative of a normalisation. */
export const groups = {
  sum(simd, x, dims, y, divisor = 1) {
    const found = groupsOf(simd, x, dims);
    if (found === null || !areSingle(simd, y)) return null;
    const { groups, groupStep, outer, outerStep, n, step } = found;
    const [from, to] = [pointerTo(x), pointerTo(y)];
    const run = simd.exported("sumGroups");
    return () => void run(groups, groupStep, outer, outerStep, n, step, from, to, divisor);
  },
  variance(simd, x, dims, correction, y, mean, root = false) {
    const found = groupsOf(simd, x, dims);
    if (found === null || !areSingle(simd, y, mean)) return null;
    const { groups, groupStep, outer, outerStep, n, step } = found;
    const [from, to, means] = [pointerTo(x), pointerTo(y), pointerTo(mean)];
    const divisor = Math.max(0, outer * n - correction);
    const rooted = root ? 1 : 0;
    const run = simd.exported("varianceGroups");
    return () => void run(groups, groupStep, outer, outerStep, n, step, from, to, means, divisor, rooted);
  },
  deviation(simd, x, y) {
    if (!areSingle(simd, x) || !isContiguous(x) || y.dtype !== "float64" || !isWithin(simd, y)) return null;
    const count = elements(x.shape);
    const [from, to] = [pointerTo(x), pointerTo(y)];
    const run = simd.exported("deviationOf");
    return () => void run(count, from, to);
  },
  max(simd, x, dims, y, index) {
    const found = groupsOf(simd, x, dims);
    if (found === null || found.outer !== 1 || (found.n > 1 && found.step !== 4)) return null;
    if (y !== null && !areSingle(simd, y)) return null;
    if (index !== null && (index.dtype !== "int32" || !isWithin(simd, index))) return null;
    const { groups, groupStep, n } = found;
    const [from, to, at] = [pointerTo(x), y === null ? 0 : pointerTo(y), index === null ? 0 : pointerTo(index)];
    const run = simd.exported("largestOfRows");
    return () => void run(groups, n, from, groupStep, to, at);
  },
  normalizeBackward: (simd, dn, n, r, dims, dx) => normalSlopes(simd, dn, n, r, dims, dx, 0),
} satisfies Preparations;

/**
 * Prepares the derivative of a normalisation.
 *
 * @param fresh 1 where dx counts as 0, whatever is there; else 0
 */
export function normalSlopes(
  simd: Simd,
  dn: Tensor,
  n: Tensor,
  r: Tensor,
  dims: readonly number[],
  dx: Tensor,
  fresh: number,
): (() => void) | null {
  const found = groupsOf(simd, dn, dims);
  if (found === null || !areSingle(simd, n, r, dx) || ![dn, n, dx].every(isContiguous)) return null;
  const { groups, groupStep, outer, outerStep, step } = found;
  const count = found.n;
  const [gradient, normal, scale, to] = [pointerTo(dn), pointerTo(n), pointerTo(r), pointerTo(dx)];
  const run = simd.exported("normalizeGroups");
  return () => void run(groups, groupStep, outer, outerStep, count, step, gradient, normal, scale, to, fresh);
}
