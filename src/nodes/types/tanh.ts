import { tanh as tanhOp } from "../../ops/tanh.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** The squashing nonlinearity of the hidden layer. */
export const tanh = defineNodeType({
  type: "tanh",
  title: "Tanh",
  category: "maths",
  summary: "Squashes every number into (−1, 1).",
  help:
    "Elementwise hyperbolic tangent. Its slope is 1 − y²: where y is near ±1 the neuron is saturated and hardly any " +
    "gradient passes.",
  torch: "h = torch.tanh(x)",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {},
  build: ({ x }, _settings, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(tanhOp, { x: x.tensor }), dims: x.dims },
  }),
});
