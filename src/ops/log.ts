import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted, floatOf } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";
import { toldOfEach } from "./told/families.ts";

/** Is `torch.log`: −∞ at 0, nan below. Integers become float32 first. */
export const log = defineOp({
  name: "log",
  inputs: ["x"],
  shape: ({ x }) => ({ dtype: floatOf(x.dtype), shape: x.shape }),
  stride: keepsOrder,
  forward: ({ x }, y, { kernels }) => kernels.log(converted(x, y, kernels), y),
  // dx += dy / x.
  backward({ x }, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.logBackward(x, dy, grads.x);
  },
  why: elementwise("log(x)"),
  told: toldOfEach("the natural logarithm", "", "1 / {x}, the slope there"),
  torch: ({ x }) => `torch.log(${x})`,
  examples: [{ inputs: { x: [0.25, 1, 3] }, out: [-1.386294361, 0, 1.098612289] }],
});
