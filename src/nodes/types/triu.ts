import { triu as triuOp } from "../../ops/triu.ts";
import { triangleNode } from "../families/triangleNode.ts";

/** Gives the upper triangle. */
export const triu = triangleNode(triuOp, "Triu", "upper", "below");
