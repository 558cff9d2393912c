import { sum as sumOp } from "../../ops/sum.ts";
import { reductionNode } from "../families/reductionNode.ts";

/** Adds up the elements, over some dimensions or all. */
export const sum = reductionNode(sumOp, {
  title: "Sum",
  summary: "Adds up the elements, over some dimensions or all.",
  takes: "any tensor",
});
