import { gelu as geluOp } from "../../ops/gelu.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** A smooth ReLU. */
export const gelu = defineNodeType({
  type: "gelu",
  title: "GELU",
  category: "maths",
  summary: "A smooth ReLU: x times the share of a normal distribution below x.",
  help: "Elementwise x · Φ(x), in x's shape. `tanh` is the approximation that GPT-2 uses.",
  torch: "h = F.gelu(x)",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {
    approximate: { kind: "choice", default: "none", options: ["none", "tanh"], summary: "exact, or by tanh" },
  },
  build: ({ x }, { approximate }, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(geluOp, { x: x.tensor }, { approximate }), dims: x.dims },
  }),
});
