import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat } from "../tensor/dtype.ts";
import { elementwiseStride } from "../tensor/elementwiseStride.ts";
import { contiguousStride, elements } from "../base/stridedLayout.ts";
import { defineOp } from "./contract/op.ts";
import { formula } from "./why/formula.ts";
import { wantsFloats } from "./plain/tensorInWords.ts";

export type DropoutAttributes = {
  /** The probability that an element becomes 0. */
  readonly p: number;
  /** False: x itself. True when absent. */
  readonly training?: boolean;
};

const masked = formula("x * mask");

/**
 * Is `torch.nn.functional.dropout` (Srivastava et al., 2014). The mask holds 0 or 1 / (1 - p), so that the mean stays.
 * Like PyTorch's it is not drawn for p = 0 and p = 1; then there is nothing to draw.
 */
export const dropout = defineOp({
  name: "dropout",
  inputs: ["x"],
  shape({ x }, { p, training = true }: DropoutAttributes) {
    const { dtype, shape } = x;
    if (!(p >= 0 && p <= 1)) {
      throw DiagnosticError.about(
        "p",
        `dropout probability has to be between 0 and 1, but got ${p}`,
        "p is a share, from 0 to 1.",
      );
    }
    if (!training || p === 0 || elements(shape) === 0) return { dtype, shape };
    if (!isFloat(dtype) && p < 1) {
      const wanted = dtype === "bool" ? "Bool" : "Long";
      throw DiagnosticError.of(`result type Float can't be cast to the desired output type ${wanted}`, {
        plain: wantsFloats(x),
      });
    }
    return { dtype, shape, saved: { mask: { dtype, shape } } };
  },
  // PyTorch's mask lies row by row; with p = 1 there is none, and x is multiplied by a single 0.
  stride: ({ x }, { shape }, { p }) =>
    elementwiseStride(shape, [x, p === 1 ? { shape: [], stride: [] } : { shape, stride: contiguousStride(shape) }]),
  handsBack: ({ x: { shape } }, { p, training = true }) => !training || p === 0 || elements(shape) === 0,
  draw({ mask }, { p }, generator) {
    const data = mask?.storage.data;
    if (p === 1) return;
    // The ones of the mask's dtype are divided by 1 - p of the mask's dtype.
    if (data instanceof Float32Array) generator.bernoulli(data, 1 - p, 1 / Math.fround(1 - p));
    else if (data instanceof Float64Array) generator.bernoulli(data, 1 - p, 1 / (1 - p));
  },
  forward({ x }, y, { kernels, saved: { mask } }) {
    if (mask === undefined) kernels.copy(x, y);
    else kernels.mul(x, mask, y);
  },
  // dx += dy · mask, which is 0 where x was dropped.
  backward(_values, dy, { x: dx }, { kernels, saved: { mask } }) {
    if (dx === undefined) return;
    if (mask === undefined) kernels.accumulate(dy, dx);
    else kernels.addProduct(dy, mask, dx);
  },
  why: {
    forward: (at, { inputs: { x }, saved: { mask } }) =>
      mask === undefined ? x.at(at) : masked({ x: x.at(at), mask: mask.at(at) }),
    backward: (_, at, { dy, saved: { mask } }) =>
      mask === undefined ? dy.at(at) : masked({ x: dy.at(at), mask: mask.at(at) }),
  },
  evaluation: (attributes) => ({ ...attributes, training: false }),
  told: {
    forward:
      "[training=false|{x each} as it is][!training=false|{x each}, set to 0 with probability {p} by this iteration's mask; those that stay are divided by 1 − {p}]",
    backward: "{y grads} times the mask's number",
  },
  torch: ({ x }, { p, training = true }) => `F.dropout(${x}, ${p}${training ? "" : ", training=False"})`,
  examples: [
    { inputs: { x: [1, 2, 3] }, attributes: { p: 0 }, out: [1, 2, 3] },
    { inputs: { x: [1, 2, 3] }, attributes: { p: 1 }, out: [0, 0, 0] },
    { inputs: { x: [1, 2, 3] }, attributes: { p: 0.5, training: false }, out: [1, 2, 3] },
  ],
});
