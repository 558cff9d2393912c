import { exp as expOp } from "../../ops/exp.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Gives e to the power of every number. */
export const exp = unaryNode(expOp, {
  title: "Exp",
  summary: "e to the power of every number.",
  help: "Elementwise eˣ, in x's shape. Above 88.7 a float32 overflows to inf. Its slope is eˣ itself.",
  settings: {},
});
