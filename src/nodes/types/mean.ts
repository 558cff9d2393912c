import { mean as meanOp } from "../../ops/mean.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { overDimensions, REDUCES, reduce } from "../families/reduction.ts";

/** The mean of the elements, over some dimensions or all. */
export const mean = defineNodeType({
  type: "mean",
  title: "Mean",
  category: "maths",
  summary: "The mean of the elements, over some dimensions or all.",
  help: REDUCES.trim(),
  torch: "loss = losses.mean()",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "x without the reduced dimensions" } },
  settings: overDimensions,
  build: ({ x }, { dim, keepdim }, builder) => reduce(meanOp, x, { dim: dim.sizes, keepdim }, builder),
});
