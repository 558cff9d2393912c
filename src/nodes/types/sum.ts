import { sum as sumOp } from "../../ops/sum.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { overDimensions, REDUCES, reduce } from "../families/reduction.ts";

/** Adds up the elements, over some dimensions or all. */
export const sum = defineNodeType({
  type: "sum",
  title: "Sum",
  category: "maths",
  summary: "Adds up the elements, over some dimensions or all.",
  help: REDUCES.trim(),
  torch: "counts.sum(1, keepdim=True)",
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "x without the reduced dimensions" } },
  settings: overDimensions,
  build: ({ x }, { dim, keepdim }, builder) => reduce(sumOp, x, { dim: dim.sizes, keepdim }, builder),
});
