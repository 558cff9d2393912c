import { logSoftmax as logSoftmaxOp } from "../../ops/log_softmax.ts";
import { unaryNode } from "../families/unaryNode.ts";
import { alongDim } from "../families/byRows.ts";

/** Turns logits into the logarithms of probabilities along one dimension. */
export const logSoftmax = unaryNode(logSoftmaxOp, {
  title: "LogSoftmax",
  summary: "Turns logits into the logarithms of probabilities along one dimension.",
  help: "x minus log Σ eˣ along `dim`, without overflow. The shape stays.",
  takes: "logits, a float tensor",
  settings: { dim: { kind: "integer", default: "-1", min: -8, summary: "the dimension, negative from the end" } },
  code: { byRows: alongDim },
  attributes: ({ dim }) => ({ dim }),
});
