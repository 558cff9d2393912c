import { maximum as maximumOp } from "../../ops/maximum.ts";
import { binaryNode } from "../families/binaryNode.ts";

/** Gives the larger of two elements. */
export const maximum = binaryNode(maximumOp, {
  title: "Maximum",
  summary: "The larger of a and b, element by element.",
  help: "A nan beside a number wins. The gradient goes to the larger one; where both are equal, half of it to each.",
});
