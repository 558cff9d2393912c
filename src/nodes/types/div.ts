import { div as divOp } from "../../ops/div.ts";
import { binaryNode } from "../families/binaryNode.ts";

/** Gives a / b, element by element. */
export const div = binaryNode(divOp, {
  title: "Div",
  summary: "a / b, element by element.",
  help: "Shapes `[32, 27]` and `[32, 1]` give `[32, 27]`; a division by 0 gives inf or nan.",
});
