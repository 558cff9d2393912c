import { sub as subOp } from "../../ops/sub.ts";
import { binaryNode } from "../families/binaryNode.ts";

/** Gives a − b, element by element. */
export const sub = binaryNode(subOp, {
  title: "Sub",
  summary: "a − b, element by element.",
  help: "Shapes `[32, 27]` and `[32, 1]` give `[32, 27]`.",
});
