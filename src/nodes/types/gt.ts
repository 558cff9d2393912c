import { gt as gtOp } from "../../ops/gt.ts";
import { comparisonNode } from "../families/comparisonNode.ts";

/** a > b. */
export const gt = comparisonNode(gtOp, "Greater", ">", "greater than");
