import { sqrt as sqrtOp } from "../../ops/sqrt.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** The square root of every number. */
export const sqrt = defineNodeType({
  type: "sqrt",
  title: "Sqrt",
  category: "maths",
  summary: "The square root of every number.",
  help: "Elementwise square root, in x's shape: nan below 0. Its slope is 1 / (2 √x), which is inf at 0.",
  torch: "s = x.sqrt()",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {},
  build: ({ x }, _settings, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(sqrtOp, { x: x.tensor }), dims: x.dims },
  }),
});
