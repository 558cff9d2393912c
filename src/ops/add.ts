import { broadcastShape } from "../tensor/broadcast.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted, promote } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfPair } from "./told/families.ts";

/** Is `torch.add`: broadcasts; an integer beside a float becomes a float. */
export const add = defineOp({
  name: "add",
  inputs: ["a", "b"],
  broadcasts: true,
  shape: ({ a, b }) => ({ shape: broadcastShape(a.shape, b.shape), dtype: promote("add", a.dtype, b.dtype) }),
  stride: keepsOrder,
  forward: ({ a, b }, y, { kernels }) => kernels.add(converted(a, y, kernels), converted(b, y, kernels), y),
  // Both derivatives are 1; where an input repeats, the sum.
  backward(_, dy, grads, { kernels }) {
    if (grads.a !== undefined) kernels.accumulate(dy, grads.a);
    if (grads.b !== undefined) kernels.accumulate(dy, grads.b);
  },
  why: elementwise("a + b"),
  told: toldOfPair("{a full} plus {b full}", { a: "{y grads} as it is", b: "{y grads} as it is" }),
  torch: ({ a, b }) => `${a} + ${b}`,
  examples: [
    { inputs: { a: [1, 2, 3], b: [10, 20, 30] }, out: [11, 22, 33] },
    { inputs: { a: matrix([1, 2], [3, 4]), b: [10, 20] }, out: matrix([11, 22], [13, 24]) },
    { inputs: { a: [1, 2], b: 0.5 }, integers: ["a"], out: [1.5, 2.5] },
  ],
});
