import { minimum as minimumOp } from "../../ops/minimum.ts";
import { binaryNode } from "../families/binaryNode.ts";

/** Gives the smaller of two elements. */
export const minimum = binaryNode(minimumOp, {
  title: "Minimum",
  summary: "The smaller of a and b, element by element.",
  help: "A nan beside a number wins. The gradient goes to the smaller one; where both are equal, half of it to each.",
});
