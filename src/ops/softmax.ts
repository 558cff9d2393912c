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
export type SoftmaxAttributes = { readonly dim: number };

const share = formula("power / sum");
const slope = formula("d * (own * ((j == i) - y))");

/**
 * Is `torch.nn.functional.softmax`: eˣ / Σ eˣ along one dimension, shifted by the largest so that nothing overflows.
 */
export const softmax = defineOp({
  name: "softmax",
  inputs: ["x"],
  shape({ x }, { dim }: SoftmaxAttributes) {
    const axis = dimension(dim, x.shape.length);
    if (!isFloat(x.dtype)) {
      const kernel = axis >= x.shape.length - 1 ? "softmax_lastdim_kernel_impl" : "softmax_kernel_impl";
      throw DiagnosticError.of(`"${kernel}" not implemented for '${x.dtype === "bool" ? "Bool" : "Int"}'`, {
        plain: wantsFloats(x),
      });
    }
    return { dtype: x.dtype, shape: x.shape };
  },
  forward({ x }, y, { kernels, attributes }) {
    kernels.softmax(atLeast1d(x), dimension(attributes.dim, x.shape.length), atLeast1d(y));
  },
  // dx += y · (dy − Σ dy · y).
  backward({ y }, dy, grads, { kernels, attributes }) {
    if (grads.x === undefined) return;
    const axis = dimension(attributes.dim, y.shape.length);
    kernels.softmaxBackward(atLeast1d(y), axis, atLeast1d(dy), atLeast1d(grads.x));
  },
  why: {
    forward(at, from) {
      const { power, sum } = exponentials(from.inputs.x, dimension(from.attributes.dim, at.length), at, from);
      return share({ power, sum });
    },
    // The j-th probability falls by its own times the i-th, and the i-th itself also rises: yⱼ · ([i = j] − yᵢ).
    backward(_, at, { attributes: { dim }, y, dy, sum }) {
      const axis = dimension(dim, at.length);
      return sum(lineThrough(y.shape, axis, at), (subscripts) =>
        slope({
          d: dy.at(subscripts),
          own: y.at(subscripts),
          j: subscriptTerm(subscripts[axis] ?? 0),
          i: literal(at[axis] ?? 0),
          y: y.at(at),
        }),
      );
    },
  },
  told: {
    forward: "e to the power of each number, divided by the sum of these over {along}: shares that add up to 1",
    backward: "each share in {y} times how far its {y}.grad is above their mean[ {lines}], which {y} weighs",
  },
  torch: ({ x }, { dim }) => `F.softmax(${x}, dim=${dim})`,
  examples: [
    { inputs: { x: [0, 1, 2] }, attributes: { dim: 0 }, out: [0.090030573, 0.244728471, 0.665240956] },
    { inputs: { x: matrix([1, 1], [1000, 0]) }, attributes: { dim: -1 }, out: matrix([0.5, 0.5], [1, 0]) },
  ],
});
