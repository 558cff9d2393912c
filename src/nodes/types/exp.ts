import { exp as expOp } from "../../ops/exp.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** e to the power of every number. */
export const exp = defineNodeType({
  type: "exp",
  title: "Exp",
  category: "maths",
  summary: "e to the power of every number.",
  help: "Elementwise eˣ, in x's shape. Above 88.7 a float32 overflows to inf. Its slope is eˣ itself.",
  torch: "counts = logits.exp()",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {},
  build: ({ x }, _settings, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(expOp, { x: x.tensor }), dims: x.dims },
  }),
});
