import { softmax as softmaxOp } from "../../ops/softmax.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Turns logits into probabilities along one dimension. */
export const softmax = defineNodeType({
  type: "softmax",
  title: "Softmax",
  category: "maths",
  summary: "Turns logits into probabilities along one dimension.",
  help: "eˣ divided by its sum along `dim`, without overflow: each row of `[32, 27]` adds up to 1.",
  torch: "probs = F.softmax(logits, dim=1)",
  inputs: { x: { kind: "tensor", summary: "logits, a float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: { dim: { kind: "integer", default: "-1", min: -8, summary: "the dimension, negative from the end" } },
  build: ({ x }, { dim }, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(softmaxOp, { x: x.tensor }, { dim }), dims: x.dims },
  }),
});
