import { variance as varianceOp } from "../../ops/var.ts";
import { spreadNode } from "../families/reductionNode.ts";

/** Gives the variance of the elements, as of a sample, over some dimensions or all. */
export const variance = spreadNode(varianceOp, {
  title: "Var",
  summary: "The variance of the elements, as of a sample, over some dimensions or all.",
  help: "The sum of squares is divided by n − `correction`: 1 as PyTorch's default, 0 for the plain average.",
});
