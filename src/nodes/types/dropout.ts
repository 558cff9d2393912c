import { dropout as dropoutOp } from "../../ops/dropout.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Leaves out a random part of the numbers, anew in each iteration (Srivastava et al., 2014). */
export const dropout = unaryNode(dropoutOp, {
  title: "Dropout",
  summary: "Leaves out a random part of the numbers, so that no neuron relies on another.",
  help:
    "Each element becomes 0 with probability `p`, and the others are multiplied by 1 / (1 - p), so that their mean stays. " +
    "The mask is drawn by the graph's generator at the start of an iteration, with the batches, and held until its end: " +
    "stepping back or editing elsewhere shows the same elements. The gradient passes through the same mask. A second use of " +
    "the model (a loss that is measured, sampling) lets everything pass, as `model.eval()` does.",
  torch: "h = F.dropout(h, p=0.5, training=True)",
  settings: { p: { kind: "number", default: "0.5", summary: "probability of becoming 0, from 0 to 1" } },
  attributes: ({ p }) => ({ p, training: true }),
});
