import { DiagnosticError } from "../base/diagnostic.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { gated } from "./why/gated.ts";
import { wantsNumbers } from "./plain/tensorInWords.ts";

/** Is `torch.relu`. Its derivative at 0 is 0. */
export const relu = defineOp({
  name: "relu",
  inputs: ["x"],
  shape({ x }) {
    if (x.dtype === "bool")
      throw DiagnosticError.of("Boolean inputs not supported for relu", { plain: wantsNumbers(x) });
    return { dtype: x.dtype, shape: x.shape };
  },
  stride: keepsOrder,
  forward: ({ x }, y, { kernels }) => kernels.relu(x, y),
  // dx += dy where x > 0.
  backward({ y }, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.reluBackward(y, dy, grads.x);
  },
  saturation: { where: "y = 0", is: (y) => y === 0 },
  why: gated({ value: "max(0, x)", passes: { x: "x <= 0 ? 0 : d" } }),
  told: {
    forward: "{x each} where it is positive, and 0 elsewhere",
    backward: "{y}.grad where {x} is positive, and 0 elsewhere",
  },
  torch: ({ x }) => `torch.relu(${x})`,
  examples: [{ inputs: { x: [-1, 0, 2] }, out: [0, 0, 2] }],
});
