import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat } from "../tensor/dtype.ts";
import { defineOp } from "./op.ts";
import {
  reducedCount,
  reducedDims,
  reducedShape,
  reductionArguments,
  spread,
  type ReductionAttributes,
} from "./reduction.ts";

/** `correction` is subtracted from the count: 1 (when absent) for a sample's variance, 0 for a population's. */
export type VarAttributes = ReductionAttributes & { readonly correction?: number };

/** `torch.var` over one, several or all dimensions, in two passes: nan when the count is not above the correction. */
export const variance = defineOp({
  name: "var",
  summary: "The mean squared distance from the mean, over one dimension, several or all.",
  inputs: ["x"],
  shape({ x }, attributes: VarAttributes) {
    if (!isFloat(x.dtype)) throw DiagnosticError.of("std and var only support floating point and complex dtypes");
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
    const scale = 2 / (reducedCount(x.shape, dims) - (attributes.correction ?? 1));
    kernels.sub(x, spread(saved.mean!, x.shape, dims), saved.centered!);
    kernels.addProduct(saved.centered!, spread(dy, x.shape, dims), grads.x, scale);
  },
  torch({ x }, { correction = 1, ...reduction }) {
    const dims = reductionArguments(reduction);
    if (correction === 1) return `${x}.var(${dims})`;
    return `${x}.var(${dims === "" ? "dim=None" : dims}, correction=${correction})`;
  },
  examples: [
    { inputs: { x: [1, 2, 3, 4] }, out: 1.666666667 },
    { inputs: { x: [1, 2, 3, 4] }, attributes: { correction: 0 }, out: 1.25 },
    {
      inputs: {
        x: [
          [1, 2],
          [3, 8],
        ],
      },
      attributes: { dim: 1, keepdim: true },
      out: [[0.5], [12.5]],
    },
  ],
});
