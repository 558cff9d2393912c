import type { Tensor } from "../tensor.ts";
import { areSingle } from "./pointer.ts";
import { loopsOver, startsOf } from "./rows.ts";
import type { Preparations, Simd } from "./simd.ts";

/** Prepares a function of rows along dimension `dim`, whose elements lie side by side in all tensors. */
function alongRows(simd: Simd, name: string, dim: number, tensors: readonly Tensor[]): (() => void) | null {
  if (!areSingle(simd, ...tensors)) return null;
  const n = tensors[0]!.shape[dim]!;
  if (n === 0 || tensors.some(({ stride }) => n > 1 && stride[dim] !== 1)) return null;
  const firsts = tensors.map((tensor) => ({ ...tensor, shape: tensor.shape.with(dim, 1) }));
  const loops = loopsOver(firsts);
  if (loops === null) return null;
  const starts = startsOf(firsts, loops, 1);
  if (starts === null) return null;
  const rows = loops.sizes[0]!;
  const [p, q, r] = loops.steps.map(([step]) => 4 * step!);
  const [ps, qs, rs] = starts;
  const run = simd.exported(name);
  if (rs === undefined) {
    return () => {
      for (let at = 0; at < ps!.length; at++) run(rows, n, ps![at]!, p!, qs![at]!, q!);
    };
  }
  return () => {
    for (let at = 0; at < ps!.length; at++) run(rows, n, ps![at]!, p!, qs![at]!, q!, rs[at]!, r!);
  };
}

/** Holds the kernels that make numbers into probabilities. */
export const softmax = {
  softmax: (simd, x, dim, y) => alongRows(simd, "softmaxRows", dim, [x, y]),
  softmaxBackward: (simd, y, dim, dy, dx) => alongRows(simd, "softmaxBackwardRows", dim, [y, dy, dx]),
  logSoftmax: (simd, x, dim, y) => alongRows(simd, "logSoftmaxRows", dim, [x, y]),
  logSoftmaxBackward: (simd, y, dim, dy, dx) => alongRows(simd, "logSoftmaxBackwardRows", dim, [y, dy, dx]),
} satisfies Preparations;
