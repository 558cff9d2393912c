import { broadcastShape } from "../tensor/broadcast.ts";
import { isFloat } from "../tensor/dtype.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted, promote } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfPair } from "./told/families.ts";

/** Is `torch.div`, the true division: broadcasts; integers become float32, and x / 0 is infinite or nan. */
export const div = defineOp({
  name: "div",
  inputs: ["a", "b"],
  broadcasts: true,
  shape({ a, b }) {
    const dtype = isFloat(a.dtype) || isFloat(b.dtype) ? promote("div", a.dtype, b.dtype) : "float32";
    const shape = broadcastShape(a.shape, b.shape);
    return { shape, dtype, saved: { scratch: { dtype, shape } } };
  },
  stride: keepsOrder,
  forward({ a, b }, y, { kernels, saved }) {
    kernels.div(converted(a, saved.scratch!, kernels), converted(b, y, kernels), y);
  },
  // da += dy / b,  db −= dy · (a / b) / b.
  backward({ b, y }, dy, grads, { kernels, saved }) {
    const scratch = saved.scratch!;
    if (grads.a !== undefined) {
      kernels.div(dy, b, scratch);
      kernels.accumulate(scratch, grads.a);
    }
    if (grads.b !== undefined) {
      kernels.div(y, b, scratch);
      kernels.addProduct(dy, scratch, grads.b, -1);
    }
  },
  why: elementwise("a / b", { b: "-y / b" }),
  told: toldOfPair("{a full} divided by {b full}", { a: "{y}.grad divided by {b}", b: "{y}.grad times −{y} / {b}" }),
  torch: ({ a, b }) => `${a} / ${b}`,
  examples: [
    { inputs: { a: [1, 2, 3], b: [2, 4, 8] }, out: [0.5, 0.5, 0.375] },
    { inputs: { a: matrix([1], [2]), b: [4, 8] }, out: matrix([0.25, 0.125], [0.5, 0.25]) },
    { inputs: { a: [7, 1], b: [2, 4] }, integers: ["a", "b"], out: [3.5, 0.25] },
  ],
});
