import { softmax as softmaxOp } from "../../ops/softmax.ts";
import { unaryNode } from "../families/unaryNode.ts";
import { alongDim } from "../families/byRows.ts";

/** Turns logits into probabilities along one dimension. */
export const softmax = unaryNode(softmaxOp, {
  title: "Softmax",
  summary: "Turns logits into probabilities along one dimension.",
  help: "eˣ divided by its sum along `dim`, without overflow: each row of `[32, 27]` adds up to 1.",
  takes: "logits, a float tensor",
  settings: { dim: { kind: "integer", default: "-1", min: -8, summary: "the dimension, negative from the end" } },
  code: { byRows: alongDim },
  attributes: ({ dim }) => ({ dim }),
});
