import { std as stdOp } from "../../ops/std.ts";
import { spreadNode } from "../families/reductionNode.ts";

/** Gives the standard deviation of the elements, over some dimensions or all. */
export const std = spreadNode(stdOp, {
  title: "Std",
  summary: "The standard deviation of the elements, over some dimensions or all.",
  help: "The square root of `var`, of which it has `correction`. Where it is 0 no gradient passes, as in PyTorch.",
});
