import { DiagnosticError } from "../base/diagnostic.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { elementwise } from "./why/elementwise.ts";
import { wantsNumbers } from "./plain/tensorInWords.ts";

/** Is `torch.neg`. */
export const neg = defineOp({
  name: "neg",
  inputs: ["x"],
  shape({ x }) {
    if (x.dtype === "bool")
      throw DiagnosticError.of(
        "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or " +
          "`logical_not()` operator instead.",
        { plain: `${wantsNumbers(x)} Then the Expression 1 - x turns the mask round.` },
      );
    return { dtype: x.dtype, shape: x.shape };
  },
  stride: keepsOrder,
  forward: ({ x }, y, { kernels }) => kernels.neg(x, y),
  // dx −= dy.
  backward(_, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.addScaled(dy, -1, grads.x);
  },
  why: elementwise("-x"),
  told: { forward: "{x each} with its sign turned", backward: "{y grads} with its sign turned" },
  torch: ({ x }) => `-${x}`,
  examples: [{ inputs: { x: [-1.5, 0.5, 2] }, out: [1.5, -0.5, -2] }],
});
