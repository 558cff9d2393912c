import { neg as negOp } from "../../ops/neg.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** The negative of every number. */
export const neg = defineNodeType({
  type: "neg",
  title: "Neg",
  category: "maths",
  summary: "The negative of every number.",
  help: "Elementwise −x, in x's shape.",
  torch: "y = -x",
  inputs: { x: { kind: "tensor", summary: "any tensor of numbers" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {},
  build: ({ x }, _settings, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(negOp, { x: x.tensor }), dims: x.dims },
  }),
});
