import { mean as meanOp } from "../../ops/mean.ts";
import { reductionNode } from "../families/reductionNode.ts";

/** Gives the mean of the elements, over some dimensions or all. */
export const mean = reductionNode(meanOp, {
  title: "Mean",
  summary: "The mean of the elements, over some dimensions or all.",
  takes: "any float tensor",
  ofAllRows: "averages",
});
