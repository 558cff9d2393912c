import { max as maxOp } from "../../ops/max.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { alongDimension, reduce } from "../families/reduction.ts";

/** The largest element, along one dimension or of all. */
export const max = defineNodeType({
  type: "max",
  title: "Max",
  category: "maths",
  summary: "The largest element, along one dimension or of all.",
  help:
    "Along dimension `dim`, or of all elements when it is empty. `[32, 27]` along `1` gives `[32]`, with `keepdim` " +
    "`[32, 1]`. Of equal ones the first gets the gradient; of all elements, they share it.",
  torch: "x.max(1, keepdim=True).values",
  inputs: { x: { kind: "tensor", summary: "any tensor of numbers" } },
  outputs: { out: { kind: "tensor", summary: "the largest elements" } },
  settings: alongDimension,
  build: ({ x }, { dim, keepdim }, builder) => reduce(maxOp, x, { dim, keepdim }, builder),
});
