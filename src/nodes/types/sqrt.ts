import { sqrt as sqrtOp } from "../../ops/sqrt.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Gives the square root of every number. */
export const sqrt = unaryNode(sqrtOp, {
  title: "Sqrt",
  summary: "The square root of every number.",
  help: "Elementwise square root, in x's shape: nan below 0. Its slope is 1 / (2 √x), which is inf at 0.",
  settings: {},
});
