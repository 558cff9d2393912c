import { relu as reluOp } from "../../ops/relu.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Lets positive numbers pass and stops the others. */
export const relu = defineNodeType({
  type: "relu",
  title: "ReLU",
  category: "maths",
  summary: "Lets positive numbers pass and stops the others.",
  help: "Elementwise max(0, x), in x's shape. Its slope is 1 above 0 and 0 elsewhere: a neuron that is never above 0 learns nothing.",
  torch: "h = torch.relu(x)",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {},
  build: ({ x }, _settings, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(reluOp, { x: x.tensor }), dims: x.dims },
  }),
});
