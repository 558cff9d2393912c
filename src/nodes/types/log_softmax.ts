import { logSoftmax as logSoftmaxOp } from "../../ops/log_softmax.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Turns logits into the logarithms of probabilities along one dimension. */
export const logSoftmax = defineNodeType({
  type: "log_softmax",
  title: "LogSoftmax",
  category: "maths",
  summary: "Turns logits into the logarithms of probabilities along one dimension.",
  help: "x minus log Σ eˣ along `dim`, without overflow. The shape stays.",
  torch: "logp = F.log_softmax(logits, dim=1)",
  inputs: { x: { kind: "tensor", summary: "logits, a float tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: { dim: { kind: "integer", default: "-1", min: -8, summary: "the dimension, negative from the end" } },
  build: ({ x }, { dim }, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(logSoftmaxOp, { x: x.tensor }, { dim }), dims: x.dims },
  }),
});
