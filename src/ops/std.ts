import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat } from "../tensor/dtype.ts";
import { defineOp } from "./contract/op.ts";
import { reducedDims, reducedShape, spread } from "./reduction.ts";
import { divisorOf, meanTerm, squaresTerm, varArguments, type VarAttributes } from "./var.ts";
import { formula } from "./why/formula.ts";
import { reducedSubscripts } from "./why/reducedBox.ts";
import { literal } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfMany } from "./told/families.ts";
import { wantsFloats } from "./plain/tensorInWords.ts";

const root = formula("sqrt(s / n)");
const slope = formula("(y == 0 ? 0 : d / (2 * y)) * (2 * (x - mean) / n)");

/** Is `torch.std` over one, several or all dimensions: the square root of `var`. Where it is 0 its derivative is 0. */
export const std = defineOp({
  name: "std",
  inputs: ["x"],
  reduces: true,
  shape({ x }, attributes: VarAttributes) {
    if (!isFloat(x.dtype))
      throw DiagnosticError.of("std and var only support floating point and complex dtypes", { plain: wantsFloats(x) });
    const shape = reducedShape(x.shape, reducedDims(attributes, x.shape.length), attributes.keepdim);
    const { dtype } = x;
    return {
      dtype,
      shape,
      saved: { mean: { dtype, shape }, slope: { dtype, shape }, centered: { dtype, shape: x.shape } },
    };
  },
  forward({ x }, y, { kernels, attributes, saved }) {
    kernels.variance(x, reducedDims(attributes, x.shape.length), attributes.correction ?? 1, y, saved.mean!, true);
  },
  // dx += dy / (2 y) · 2 (x − mean) / (n − correction), the first factor 0 where y is 0.
  backward({ x, y }, dy, grads, { kernels, attributes, saved }) {
    if (grads.x === undefined) return;
    const dims = reducedDims(attributes, x.shape.length);
    kernels.rootSlope(y, dy, saved.slope!);
    kernels.sub(x, spread(saved.mean!, x.shape, dims), saved.centered!);
    const scale = 2 / divisorOf(x.shape, dims, attributes);
    kernels.addProduct(saved.centered!, spread(saved.slope!, x.shape, dims), grads.x, scale);
  },
  why: {
    forward: (at, from) => root(squaresTerm(at, from)),
    backward(_, at, { inputs: { x }, y, attributes, saved, dy }) {
      const dims = reducedDims(attributes, x.shape.length);
      const reduced = reducedSubscripts(at, dims, attributes.keepdim);
      const n = literal(divisorOf(x.shape, dims, attributes));
      return slope({ d: dy.at(reduced), y: y.at(reduced), x: x.at(at), mean: saved.mean!.at(reduced), n });
    },
    saved: (_, at, from) => meanTerm(at, from),
  },
  told: toldOfMany(
    "the standard deviation",
    "{y}.grad times each number's distance from the mean, divided by {y} and by what the variance is divided by",
  ),
  torch: ({ x }, attributes) => `${x}.std(${varArguments(attributes)})`,
  examples: [
    { inputs: { x: [1, 2, 3, 4] }, out: 1.290994449 },
    { inputs: { x: matrix([1, 3]) }, attributes: { dim: 1, correction: 0 }, out: [1] },
  ],
});
