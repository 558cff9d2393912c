import { tril as trilOp } from "../../ops/tril.ts";
import { triangleNode } from "../families/triangleNode.ts";

/** Gives the lower triangle. */
export const tril = triangleNode(trilOp, "Tril", "lower", "above");
