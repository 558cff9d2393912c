import { isFloat } from "../tensor/dtype.ts";
import { atLeast1d, dimension } from "./dimension.ts";
import { defineOp } from "./contract/op.ts";
import { formula } from "./why/formula.ts";
import { lineThrough } from "./why/reducedBox.ts";
import { literal, subscriptTerm } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";

/** Gives the dimension along which the numbers add up. */
export type CumsumAttributes = { readonly dim: number };

const isReached = formula("position >= start");

/**
 * Is `torch.cumsum`: the sum of an element and of all before it along one dimension. Added up in double and rounded
 * each.
 */
export const cumsum = defineOp({
  name: "cumsum",
  inputs: ["x"],
  shape({ x }, { dim }: CumsumAttributes) {
    dimension(dim, x.shape.length);
    return { dtype: isFloat(x.dtype) ? x.dtype : "int32", shape: x.shape };
  },
  forward({ x }, y, { kernels, attributes: { dim } }) {
    // There is nothing to add, and PyTorch keeps the sign of a zero.
    if (x.shape.length === 0) return kernels.copy(x, y);
    kernels.cumsum(atLeast1d(x), dimension(dim, x.shape.length), atLeast1d(y));
  },
  // An element is part of its own sum and of all behind it: dx += the sums of dy, taken from the end.
  backward({ x }, dy, grads, { kernels, attributes: { dim } }) {
    if (grads.x !== undefined) {
      kernels.cumsumBackward(atLeast1d(dy), dimension(dim, x.shape.length), atLeast1d(grads.x));
    }
  },
  why: {
    forward(at, { inputs: { x }, attributes: { dim }, sum }) {
      const axis = dimension(dim, x.shape.length);
      const box = at.map((position, other) => (other === axis ? { size: position + 1 } : position));
      return sum(box, (subscripts) => x.at(subscripts));
    },
    backward(_, at, { dy, attributes: { dim }, sum }) {
      if (at.length === 0) return dy.at([]);
      const axis = dimension(dim, at.length);
      return sum(
        lineThrough(dy.shape, axis, at),
        (subscripts) => dy.at(subscripts),
        (subscripts) => isReached({ position: subscriptTerm(subscripts[axis]!), start: literal(at[axis]!) }),
      );
    },
  },
  told: {
    forward: "running sums of {x full}[ {lines}]",
    backward: "all {y}.grad from there on[ {lines}], added up: a number is part of these sums",
  },
  torch: ({ x }, { dim }) => `${x}.cumsum(${dim})`,
  examples: [
    { inputs: { x: [1, 2, 3] }, attributes: { dim: 0 }, out: [1, 3, 6] },
    { inputs: { x: matrix([1, 2], [3, 4]) }, attributes: { dim: -1 }, out: matrix([1, 3], [3, 7]) },
  ],
});
