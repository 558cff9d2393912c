import { lt as ltOp } from "../../ops/lt.ts";
import { comparisonNode } from "../families/comparisonNode.ts";

/** a < b. */
export const lt = comparisonNode(ltOp, "Less", "<", "less than");
