import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat } from "../tensor/dtype.ts";
import { atLeast1d, dimension } from "./dimension.ts";
import { defineOp } from "./contract/op.ts";
import { exponentials } from "./why/exponentials.ts";
import { formula } from "./why/formula.ts";
import { lineThrough } from "./why/reducedBox.ts";
import { literal, subscriptTerm } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { wantsFloats } from "./plain/tensorInWords.ts";

/** Gives the dimension along which the probabilities sum to 1. */
export type LogSoftmaxAttributes = { readonly dim: number };

const slope = formula("d * ((j == i) - exp(y))");

/**
 * Is `torch.nn.functional.log_softmax`: x − log Σ eˣ along one dimension, shifted by the largest so that nothing
 * overflows.
 */
export const logSoftmax = defineOp({
  name: "log_softmax",
  inputs: ["x"],
  shape({ x }, { dim }: LogSoftmaxAttributes) {
    const axis = dimension(dim, x.shape.length);
    if (!isFloat(x.dtype)) {
      const kernel = axis >= x.shape.length - 1 ? "log_softmax_lastdim_kernel_impl" : "softmax_kernel_impl";
      throw DiagnosticError.of(`"${kernel}" not implemented for '${x.dtype === "bool" ? "Bool" : "Int"}'`, {
        plain: wantsFloats(x),
      });
    }
    return { dtype: x.dtype, shape: x.shape };
  },
  forward({ x }, y, { kernels, attributes }) {
    kernels.logSoftmax(atLeast1d(x), dimension(attributes.dim, x.shape.length), atLeast1d(y));
  },
  // dx += dy − eʸ · Σ dy.
  backward({ y }, dy, grads, { kernels, attributes }) {
    if (grads.x === undefined) return;
    const axis = dimension(attributes.dim, y.shape.length);
    kernels.logSoftmaxBackward(atLeast1d(y), axis, atLeast1d(dy), atLeast1d(grads.x));
  },
  why: {
    forward: (at, from) =>
      exponentials(from.inputs.x, dimension(from.attributes.dim, at.length), at, from).logProbability,
    backward(_, at, { attributes: { dim }, y, dy, sum }) {
      const axis = dimension(dim, at.length);
      return sum(lineThrough(y.shape, axis, at), (subscripts) =>
        slope({
          d: dy.at(subscripts),
          j: subscriptTerm(subscripts[axis] ?? 0),
          i: literal(at[axis] ?? 0),
          y: y.at(at),
        }),
      );
    },
  },
  told: {
    forward: "{x each}, minus the logarithm of the sum of e to the power of {along}",
    backward: "{y grads}, minus the number's probability times the sum of all {y}.grad[ {lines}]",
  },
  torch: ({ x }, { dim }) => `F.log_softmax(${x}, dim=${dim})`,
  examples: [
    { inputs: { x: [0, 1, 2] }, attributes: { dim: 0 }, out: [-2.407605964, -1.407605964, -0.407605964] },
    {
      inputs: { x: matrix([1, 2], [1000, 0]) },
      attributes: { dim: -1 },
      out: matrix([-1.313261688, -0.313261688], [0, -1000]),
    },
  ],
});
