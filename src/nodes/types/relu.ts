import { relu as reluOp } from "../../ops/relu.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Lets positive numbers pass and stops the others. */
export const relu = unaryNode(reluOp, {
  title: "ReLU",
  summary: "Lets positive numbers pass and stops the others.",
  help: "Elementwise max(0, x), in x's shape. Its slope is 1 above 0 and 0 elsewhere: a neuron that is never above 0 learns nothing.",
  settings: {},
});
