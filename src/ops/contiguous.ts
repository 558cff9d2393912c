import { isContiguous } from "../tensor/tensor.ts";
import { defineOp } from "./contract/op.ts";
import { elementwise } from "./why/elementwise.ts";
import { matrix } from "./contract/matrix.ts";

/**
 * Is `torch.Tensor.contiguous`: the same numbers, one after another in row-major order; where they lie so, x itself.
 */
export const contiguous = defineOp({
  name: "contiguous",
  inputs: ["x"],
  shape: ({ x }) => ({ dtype: x.dtype, shape: x.shape }),
  handsBack: ({ x }) => isContiguous(x),
  forward: ({ x }, y, { kernels }) => kernels.copy(x, y),
  backward(_, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.accumulate(dy, grads.x);
  },
  why: elementwise("x"),
  told: { forward: "{x all}, copied in their order", backward: "{y grads} as it is" },
  torch: ({ x }) => `${x}.contiguous()`,
  examples: [{ inputs: { x: matrix([1, 2]) }, out: matrix([1, 2]) }],
});
