import { gt as gtOp } from "../../ops/gt.ts";
import { comparisonNode } from "../families/comparisonNode.ts";

/** Gives a > b. */
export const gt = comparisonNode(gtOp, "Greater", ">", "greater than");
