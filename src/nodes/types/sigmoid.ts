import { sigmoid as sigmoidOp } from "../../ops/sigmoid.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Squashes every number into (0, 1). */
export const sigmoid = defineNodeType({
  type: "sigmoid",
  title: "Sigmoid",
  category: "maths",
  summary: "Squashes every number into (0, 1).",
  help: "Elementwise 1 / (1 + e⁻ˣ), in x's shape. Its slope is y (1 − y), at most 1/4.",
  torch: "p = torch.sigmoid(x)",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {},
  build: ({ x }, _settings, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(sigmoidOp, { x: x.tensor }), dims: x.dims },
  }),
});
