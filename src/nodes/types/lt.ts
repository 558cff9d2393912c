import { lt as ltOp } from "../../ops/lt.ts";
import { comparisonNode } from "../families/comparisonNode.ts";

/** Gives a < b. */
export const lt = comparisonNode(ltOp, "Less", "<", "less than");
