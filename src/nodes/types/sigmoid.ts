import { sigmoid as sigmoidOp } from "../../ops/sigmoid.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Squashes every number into (0, 1). */
export const sigmoid = unaryNode(sigmoidOp, {
  title: "Sigmoid",
  summary: "Squashes every number into (0, 1).",
  help: "Elementwise 1 / (1 + e⁻ˣ), in x's shape. Its slope is y (1 − y), at most 1/4.",
  settings: {},
});
