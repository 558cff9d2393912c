import { le as leOp } from "../../ops/le.ts";
import { comparisonNode } from "../families/comparisonNode.ts";

/** Gives a ≤ b. */
export const le = comparisonNode(leOp, "LessEqual", "<=", "less than or equal to");
