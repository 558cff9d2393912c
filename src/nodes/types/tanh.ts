import { tanh as tanhOp } from "../../ops/tanh.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Is the squashing nonlinearity of the hidden layer. */
export const tanh = unaryNode(tanhOp, {
  title: "Tanh",
  summary: "Squashes every number into (−1, 1).",
  help:
    "Elementwise hyperbolic tangent. Its slope is 1 − y²: where y is near ±1 the neuron is saturated and hardly any " +
    "gradient passes.",
  settings: {},
});
