import { defineOp } from "./contract/op.ts";
import { reducedDims, reducedShape, reductionArguments, spread, type ReductionAttributes } from "./reduction.ts";
import { reducedBox, reducedSubscripts } from "./why/reducedBox.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfMany } from "./told/families.ts";

/**
 * Is `torch.sum` over one, several or all dimensions. Taken in double and rounded once. Of integers a sum that is no
 * int32 is refused; of a mask, the count.
 */
export const sum = defineOp({
  name: "sum",
  inputs: ["x"],
  reduces: true,
  shape({ x }, attributes: ReductionAttributes) {
    const dims = reducedDims(attributes, x.shape.length);
    return {
      dtype: x.dtype === "bool" ? "int32" : x.dtype,
      shape: reducedShape(x.shape, dims, attributes.keepdim),
    };
  },
  forward({ x }, y, { kernels, attributes }) {
    kernels.sum(x, reducedDims(attributes, x.shape.length), y);
  },
  // Every element gets the gradient of its sum.
  backward({ x }, dy, grads, { kernels, attributes }) {
    const dims = reducedDims(attributes, x.shape.length);
    if (grads.x !== undefined) kernels.accumulate(spread(dy, x.shape, dims), grads.x);
  },
  why: {
    forward(at, { inputs: { x }, attributes, sum: total }) {
      const dims = reducedDims(attributes, x.shape.length);
      return total(reducedBox(x.shape, dims, at, attributes.keepdim), (subscripts) => x.at(subscripts));
    },
    backward: (_, at, { dy, attributes }) =>
      dy.at(reducedSubscripts(at, reducedDims(attributes, at.length), attributes.keepdim)),
  },
  told: toldOfMany("the sum", "{y}.grad as it is, at each number that the sum is of"),
  torch: ({ x }, attributes) => `${x}.sum(${reductionArguments(attributes)})`,
  examples: [
    { inputs: { x: [1, 2, 3] }, out: 6 },
    { inputs: { x: matrix([1, 2], [3, 4]) }, attributes: { dim: 0 }, out: [4, 6] },
    { inputs: { x: matrix([1, 2], [3, 4]) }, attributes: { dim: -1, keepdim: true }, out: matrix([3], [7]) },
    { inputs: { x: matrix([1, 2], [3, 4]) }, attributes: { dim: [0, 1], keepdim: true }, out: matrix([10]) },
  ],
});
