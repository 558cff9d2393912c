import { argmax as argmaxOp } from "../../ops/argmax.ts";
import { extremeNode } from "../families/extremeNode.ts";

/** Gives where the largest element is, along one dimension or of all. */
export const argmax = extremeNode(argmaxOp, {
  title: "Argmax",
  summary: "Where the largest element is, along one dimension or of all.",
  help: "Integers: no gradient passes.",
  gives: "int32 places",
});
