import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted, floatOf } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";
import { toldOfEach } from "./told/families.ts";

/** Is `torch.sigmoid`: 1 / (1 + e⁻ˣ). Integers become float32 first. */
export const sigmoid = defineOp({
  name: "sigmoid",
  inputs: ["x"],
  shape: ({ x }) => ({ dtype: floatOf(x.dtype), shape: x.shape }),
  stride: keepsOrder,
  forward: ({ x }, y, { kernels }) => kernels.sigmoid(converted(x, y, kernels), y),
  // The derivative needs only the output: dx += dy · y (1 − y).
  backward({ y }, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.sigmoidBackward(y, dy, grads.x);
  },
  // Where tanh has it: sigmoid(2x) = (1 + tanh(x)) / 2.
  saturation: { where: "y < 0.015 or y > 0.985", is: (y) => y < 0.015 || y > 0.985 },
  why: elementwise("sigmoid(x)", { x: "y * (1 - y)" }),
  told: toldOfEach("sigmoid", ", giving numbers between 0 and 1", "{y} · (1 − {y}), the slope there"),
  torch: ({ x }) => `torch.sigmoid(${x})`,
  examples: [{ inputs: { x: [-1, 0, 1] }, out: [0.268941421, 0.5, 0.731058579] }],
});
