import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat } from "../tensor/dtype.ts";
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
import { literal } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfMany } from "./told/families.ts";
import { wantsFloats } from "./plain/tensorInWords.ts";

const divided = formula("s / n");

/** Is `torch.mean` over one, several or all dimensions: nan of nothing. */
export const mean = defineOp({
  name: "mean",
  inputs: ["x"],
  reduces: true,
  shape({ x }, attributes: ReductionAttributes) {
    if (!isFloat(x.dtype)) {
      throw DiagnosticError.of(
        "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. " +
          `Got: ${x.dtype === "bool" ? "Bool" : "Int"}`,
        { plain: wantsFloats(x) },
      );
    }
    const dims = reducedDims(attributes, x.shape.length);
    return { dtype: x.dtype, shape: reducedShape(x.shape, dims, attributes.keepdim) };
  },
  forward({ x }, y, { kernels, attributes }) {
    const dims = reducedDims(attributes, x.shape.length);
    kernels.sum(x, dims, y, reducedCount(x.shape, dims));
  },
  // Every one of n elements gets the n-th part of the gradient.
  backward({ x }, dy, grads, { kernels, attributes }) {
    const dims = reducedDims(attributes, x.shape.length);
    if (grads.x !== undefined) {
      kernels.addScaled(spread(dy, x.shape, dims), 1 / reducedCount(x.shape, dims), grads.x);
    }
  },
  why: {
    forward(at, { inputs: { x }, attributes, sum }) {
      const dims = reducedDims(attributes, x.shape.length);
      const s = sum(reducedBox(x.shape, dims, at, attributes.keepdim), (subscripts) => x.at(subscripts));
      return divided({ s, n: literal(reducedCount(x.shape, dims)) });
    },
    backward(_, at, { inputs: { x }, dy, attributes }) {
      const dims = reducedDims(attributes, at.length);
      const s = dy.at(reducedSubscripts(at, dims, attributes.keepdim));
      return divided({ s, n: literal(reducedCount(x.shape, dims)) });
    },
  },
  told: toldOfMany("the mean", "{y}.grad divided by how many numbers the mean is of: each has an equal part in it"),
  torch: ({ x }, attributes) => `${x}.mean(${reductionArguments(attributes)})`,
  examples: [
    { inputs: { x: [1, 2, 6] }, out: 3 },
    { inputs: { x: matrix([1, 2], [3, 4]) }, attributes: { dim: 0 }, out: [2, 3] },
    { inputs: { x: matrix([1, 2], [3, 4]) }, attributes: { dim: 1, keepdim: true }, out: matrix([1.5], [3.5]) },
  ],
});
