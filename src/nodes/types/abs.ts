import { abs as absOp } from "../../ops/abs.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Every number without its sign. */
export const abs = defineNodeType({
  type: "abs",
  title: "Abs",
  category: "maths",
  summary: "Every number without its sign.",
  help: "Elementwise |x|, in x's shape. Its slope is the sign of x, and 0 at 0.",
  torch: "y = x.abs()",
  inputs: { x: { kind: "tensor", summary: "any tensor of numbers" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {},
  build: ({ x }, _settings, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(absOp, { x: x.tensor }), dims: x.dims },
  }),
});
