import { ge as geOp } from "../../ops/ge.ts";
import { comparisonNode } from "../families/comparisonNode.ts";

/** Gives a ≥ b. */
export const ge = comparisonNode(geOp, "GreaterEqual", ">=", "greater than or equal to");
