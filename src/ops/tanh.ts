import { isFloat } from "../tensor/dtype.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { elementwise } from "./why/elementwise.ts";
import { toldOfEach } from "./told/families.ts";

/** Is `torch.tanh`. Integers become float32 first. */
export const tanh = defineOp({
  name: "tanh",
  inputs: ["x"],
  shape: ({ x }) => ({ dtype: isFloat(x.dtype) ? x.dtype : "float32", shape: x.shape }),
  stride: keepsOrder,
  forward({ x }, y, { kernels }) {
    if (x.dtype === y.dtype) {
      kernels.tanh(x, y);
    } else {
      kernels.copy(x, y);
      kernels.tanh(y, y);
    }
  },
  // The derivative needs only the output: dx += dy · (1 − y²).
  backward({ y }, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.tanhBackward(y, dy, grads.x);
  },
  // There the derivative is below 0.06.
  saturation: { where: "|y| > 0.97", is: (y) => Math.abs(y) > 0.97 },
  why: elementwise("tanh(x)", { x: "1 - y ^ 2" }),
  told: toldOfEach("tanh", ", giving numbers between −1 and 1", "1 − {y}², the slope of tanh there"),
  torch: ({ x }) => `torch.tanh(${x})`,
  examples: [{ inputs: { x: [-1, 0, 1] }, out: [-0.761594176, 0, 0.761594176] }],
});
