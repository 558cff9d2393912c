import { DiagnosticError } from "../base/diagnostic.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp, type TensorSpec } from "./contract/op.ts";
import { converted, promote } from "./promote.ts";
import { elementwise } from "./why/elementwise.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfPair } from "./told/families.ts";
import { wantsNumbers } from "./plain/tensorInWords.ts";

/** Is `torch.sub`: broadcasts; an integer beside a float becomes a float. */
export const sub = defineOp({
  name: "sub",
  inputs: ["a", "b"],
  broadcasts: true,
  shape({ a, b }) {
    checkNoMask(a, b);
    return { shape: broadcastShape(a.shape, b.shape), dtype: promote("sub", a.dtype, b.dtype) };
  },
  stride: keepsOrder,
  forward: ({ a, b }, y, { kernels }) => kernels.sub(converted(a, y, kernels), converted(b, y, kernels), y),
  // da += dy,  db −= dy.
  backward(_, dy, grads, { kernels }) {
    if (grads.a !== undefined) kernels.accumulate(dy, grads.a);
    if (grads.b !== undefined) kernels.addScaled(dy, -1, grads.b);
  },
  why: elementwise("a - b"),
  told: toldOfPair("{a full} minus {b full}", { a: "{y grads} as it is", b: "{y grads} with its sign turned" }),
  torch: ({ a, b }) => `${a} - ${b}`,
  examples: [
    { inputs: { a: [1, 2, 3], b: [10, 20, 30] }, out: [-9, -18, -27] },
    { inputs: { a: matrix([1], [2]), b: [1, 2] }, out: matrix([0, -1], [1, 0]) },
    { inputs: { a: [1, 2], b: 0.5 }, integers: ["a"], out: [0.5, 1.5] },
  ],
});

function checkNoMask(a: TensorSpec, b: TensorSpec): void {
  const masks = [a, b].filter(({ dtype }) => dtype === "bool").length;
  if (masks === 2) {
    throw DiagnosticError.of(
      "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.",
      { plain: `${wantsNumbers(a, "a")} NotEqual says where two masks differ.` },
    );
  }
  if (masks === 1) {
    throw DiagnosticError.of(
      "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the " +
        "`~` or `logical_not()` operator instead.",
      { plain: a.dtype === "bool" ? wantsNumbers(a, "a") : wantsNumbers(b, "b") },
    );
  }
}
