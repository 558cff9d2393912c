import { eq as eqOp } from "../../ops/eq.ts";
import { comparisonNode } from "../families/comparisonNode.ts";

/** Gives a = b. */
export const eq = comparisonNode(eqOp, "Equal", "==", "equal to");
