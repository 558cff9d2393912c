import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";
import { defineOp } from "./contract/op.ts";
import {
  reducedCount,
  reducedDims,
  reducedShape,
  reductionArguments,
  spread,
  type ReductionAttributes,
} from "./reduction.ts";
import { formula } from "./why/formula.ts";
import { reducedBox, reducedSubscripts } from "./why/reducedBox.ts";
import { literal, type Term } from "./contract/term.ts";
import type { Index, Workings } from "./contract/why.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfMany } from "./told/families.ts";
import { wantsFloats } from "./plain/tensorInWords.ts";

/** `correction` is subtracted from the count: 1 (when absent) for a sample's variance, 0 for a population's. */
export type VarAttributes = ReductionAttributes & { readonly correction?: number };

const divided = formula("s / n");
const squared = formula("(x - mean) ^ 2");
const slope = formula("d * (2 * (x - mean) / n)");

/**
 * Is `torch.var` over one, several or all dimensions, in two passes: nan when the count is not above the correction.
 */
export const variance = defineOp({
  name: "var",
  inputs: ["x"],
  reduces: true,
  shape({ x }, attributes: VarAttributes) {
    if (!isFloat(x.dtype))
      throw DiagnosticError.of("std and var only support floating point and complex dtypes", { plain: wantsFloats(x) });
    const dims = reducedDims(attributes, x.shape.length);
    const shape = reducedShape(x.shape, dims, attributes.keepdim);
    const { dtype } = x;
    return { dtype, shape, saved: { mean: { dtype, shape }, centered: { dtype, shape: x.shape } } };
  },
  forward({ x }, y, { kernels, attributes, saved }) {
    kernels.variance(x, reducedDims(attributes, x.shape.length), attributes.correction ?? 1, y, saved.mean!);
  },
  // dx += dy · 2 (x − mean) / (n − correction).
  backward({ x }, dy, grads, { kernels, attributes, saved }) {
    if (grads.x === undefined) return;
    const dims = reducedDims(attributes, x.shape.length);
    const scale = 2 / divisorOf(x.shape, dims, attributes);
    kernels.sub(x, spread(saved.mean!, x.shape, dims), saved.centered!);
    kernels.addProduct(saved.centered!, spread(dy, x.shape, dims), grads.x, scale);
  },
  why: {
    forward: (at, from) => divided(squaresTerm(at, from)),
    // The mean moves, too, but the differences from it add up to 0.
    backward(_, at, { inputs: { x }, attributes, saved, dy }) {
      const dims = reducedDims(attributes, x.shape.length);
      const reduced = reducedSubscripts(at, dims, attributes.keepdim);
      const n = literal(divisorOf(x.shape, dims, attributes));
      return slope({ d: dy.at(reduced), x: x.at(at), mean: saved.mean!.at(reduced), n });
    },
    saved: (_, at, from) => meanTerm(at, from),
  },
  told: toldOfMany(
    "the variance",
    "{y}.grad times twice each number's distance from the mean, divided by what the variance is divided by",
  ),
  torch: ({ x }, attributes) => `${x}.var(${varArguments(attributes)})`,
  examples: [
    { inputs: { x: [1, 2, 3, 4] }, out: 1.666666667 },
    { inputs: { x: [1, 2, 3, 4] }, attributes: { correction: 0 }, out: 1.25 },
    { inputs: { x: matrix([1, 2], [3, 8]) }, attributes: { dim: 1, keepdim: true }, out: matrix([0.5], [12.5]) },
  ],
});

type VarWorkings = Workings<"x", VarAttributes>;

/** Returns the sum of squared distances that a cell is made of, and what that is divided by. */
export function squaresTerm(at: Index, { inputs: { x }, attributes, saved, sum }: VarWorkings): { s: Term; n: Term } {
  const dims = reducedDims(attributes, x.shape.length);
  const mean = saved.mean!.at(at);
  const box = reducedBox(x.shape, dims, at, attributes.keepdim);
  const s = sum(box, (subscripts) => squared({ x: x.at(subscripts), mean }));
  return { s, n: literal(Math.max(0, divisorOf(x.shape, dims, attributes))) };
}

/** Returns the mean that a cell's distances are measured from. */
export function meanTerm(at: Index, { inputs: { x }, attributes, sum }: VarWorkings): Term {
  const dims = reducedDims(attributes, x.shape.length);
  const s = sum(reducedBox(x.shape, dims, at, attributes.keepdim), (subscripts) => x.at(subscripts));
  return divided({ s, n: literal(reducedCount(x.shape, dims)) });
}

/** Writes `dim=0, correction=0`, as arguments of PyTorch's `var` and `std`. */
export function varArguments({ correction = 1, ...reduction }: VarAttributes): string {
  const dims = reductionArguments(reduction);
  return correction === 1 ? dims : `${dims === "" ? "dim=None" : dims}, correction=${correction}`;
}

/** Returns what the sum of squares is divided by. Of no elements the variance is nan, whatever the correction. */
export function divisorOf(shape: Shape, dims: readonly number[], { correction = 1 }: VarAttributes): number {
  const count = reducedCount(shape, dims);
  return count === 0 ? 0 : count - correction;
}
