import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted, floatOf } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";

/** Is `torch.exp`. Integers become float32 first. */
export const exp = defineOp({
  name: "exp",
  inputs: ["x"],
  shape: ({ x }) => ({ dtype: floatOf(x.dtype), shape: x.shape }),
  stride: keepsOrder,
  forward: ({ x }, y, { kernels }) => kernels.exp(converted(x, y, kernels), y),
  // The derivative is the result: dx += dy · y.
  backward({ y }, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.expBackward(y, dy, grads.x);
  },
  why: elementwise("exp(x)", { x: "y" }),
  told: { forward: "e to the power of {x each}", backward: "{y grads} times {y} itself, the slope of exp there" },
  torch: ({ x }) => `torch.exp(${x})`,
  examples: [{ inputs: { x: [-1, 0, 2] }, out: [0.367879441, 1, 7.389056099] }],
});
