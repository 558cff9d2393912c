import { broadcastShape } from "../tensor/broadcast.ts";
import { elements } from "../base/stridedLayout.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted, promote } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfPair } from "./told/families.ts";

/** Is `torch.mul`: broadcasts; an integer beside a float becomes a float. */
export const mul = defineOp({
  name: "mul",
  inputs: ["a", "b"],
  broadcasts: true,
  shape: ({ a, b }) => ({ shape: broadcastShape(a.shape, b.shape), dtype: promote("mul", a.dtype, b.dtype) }),
  stride: keepsOrder,
  forward: ({ a, b }, y, { kernels }) => kernels.mul(converted(a, y, kernels), converted(b, y, kernels), y),
  multiplications: (_inputs, y) => elements(y.shape),
  // da += dy · b,  db += dy · a.
  backward({ a, b }, dy, grads, { kernels }) {
    if (grads.a !== undefined) kernels.addProduct(dy, b, grads.a);
    if (grads.b !== undefined) kernels.addProduct(dy, a, grads.b);
  },
  why: elementwise("a * b"),
  told: toldOfPair("{a full} times {b full}", { a: "{y}.grad times {b}", b: "{y}.grad times {a}" }),
  torch: ({ a, b }) => `${a} * ${b}`,
  examples: [
    { inputs: { a: [1, 2, 3], b: [10, 20, 30] }, out: [10, 40, 90] },
    { inputs: { a: matrix([1], [2]), b: [3, 4] }, out: matrix([3, 4], [6, 8]) },
    { inputs: { a: [1, 2], b: 0.5 }, integers: ["a"], out: [0.5, 1] },
  ],
});
