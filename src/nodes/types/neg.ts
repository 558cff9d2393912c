import { neg as negOp } from "../../ops/neg.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Gives the negative of every number. */
export const neg = unaryNode(negOp, {
  title: "Neg",
  summary: "The negative of every number.",
  help: "Elementwise −x, in x's shape.",
  takes: "any tensor of numbers",
  settings: {},
});
