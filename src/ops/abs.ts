import { DiagnosticError } from "../base/diagnostic.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { elementwise } from "./why/elementwise.ts";
import { wantsNumbers } from "./plain/tensorInWords.ts";

/** Is `torch.abs`. Its derivative at 0 is 0. */
export const abs = defineOp({
  name: "abs",
  inputs: ["x"],
  shape({ x }) {
    if (x.dtype === "bool")
      throw DiagnosticError.of("\"abs_cpu\" not implemented for 'Bool'", { plain: wantsNumbers(x) });
    return { dtype: x.dtype, shape: x.shape };
  },
  stride: keepsOrder,
  forward: ({ x }, y, { kernels }) => kernels.abs(x, y),
  // dx += dy · sign x.
  backward({ x }, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.absBackward(x, dy, grads.x);
  },
  why: elementwise("abs(x)"),
  told: {
    forward: "the size of {x each}, without its sign",
    backward: "{y grads}, with its sign turned where {x} is negative",
  },
  torch: ({ x }) => `torch.abs(${x})`,
  examples: [{ inputs: { x: [-1.5, 0, 2] }, out: [1.5, 0, 2] }],
});
