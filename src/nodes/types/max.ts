import { max as maxOp } from "../../ops/max.ts";
import { extremeNode } from "../families/extremeNode.ts";

/** Gives the largest element, along one dimension or of all. */
export const max = extremeNode(maxOp, {
  title: "Max",
  summary: "The largest element, along one dimension or of all.",
  help: "Of equal ones the first gets the gradient; of all elements, they share it.",
  gives: "the largest elements",
});
