import { log as logOp } from "../../ops/log.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Gives the natural logarithm of every number. */
export const log = unaryNode(logOp, {
  title: "Log",
  summary: "The natural logarithm of every number.",
  help: "Elementwise natural logarithm, in x's shape: −inf at 0, nan below. Its slope is 1 / x.",
  settings: {},
});
