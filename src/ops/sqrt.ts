import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted, floatOf } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";
import { toldOfEach } from "./told/families.ts";

/** Is `torch.sqrt`: nan below 0. Integers become float32 first. */
export const sqrt = defineOp({
  name: "sqrt",
  inputs: ["x"],
  shape: ({ x }) => ({ dtype: floatOf(x.dtype), shape: x.shape }),
  stride: keepsOrder,
  forward: ({ x }, y, { kernels }) => kernels.sqrt(converted(x, y, kernels), y),
  // dx += dy / (2 y).
  backward({ y }, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.sqrtBackward(y, dy, grads.x);
  },
  why: elementwise("sqrt(x)", { x: "1 / (2 * y)" }),
  told: toldOfEach("the square root", "", "1 / (2 · {y}), the slope there"),
  torch: ({ x }) => `torch.sqrt(${x})`,
  examples: [{ inputs: { x: [0, 3, 9] }, out: [0, 1.732050808, 3] }],
});
