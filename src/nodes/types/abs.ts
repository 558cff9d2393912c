import { abs as absOp } from "../../ops/abs.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Gives every number without its sign. */
export const abs = unaryNode(absOp, {
  title: "Abs",
  summary: "Every number without its sign.",
  help: "Elementwise |x|, in x's shape. Its slope is the sign of x, and 0 at 0.",
  takes: "any tensor of numbers",
  settings: {},
});
