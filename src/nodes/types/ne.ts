import { ne as neOp } from "../../ops/ne.ts";
import { comparisonNode } from "../families/comparisonNode.ts";

/** Gives a ≠ b. */
export const ne = comparisonNode(neOp, "NotEqual", "!=", "not equal to");
