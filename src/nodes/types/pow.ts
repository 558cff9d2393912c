import { pow as powOp } from "../../ops/pow.ts";
import { binaryNode } from "../families/binaryNode.ts";

/** Gives a to the power of b, element by element. */
export const pow = binaryNode(powOp, {
  title: "Pow",
  summary: "a to the power of b, element by element.",
  help: "A negative number to a power that is not whole is nan.",
});
