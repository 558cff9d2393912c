import { sum as sumOp } from "../ops/sum.ts";
import { defineNodeType } from "./nodeType.ts";
import { overDimensions, reduce } from "./reduction.ts";

/** Adds up the elements, over some dimensions or all. */
export const sum = defineNodeType({
  type: "sum",
  title: "Sum",
  category: "maths",
  summary: "Adds up the elements, over some dimensions or all.",
  help:
    "Over the dimensions in `dim`; over all of them when it is empty, which gives a single number. With `keepdim` a " +
    "reduced dimension stays with size 1, so that the result broadcasts against x: `[32, 27]` over `1` gives " +
    "`[32, 1]`, without it `[32]`.",
  torch: "counts.sum(1, keepdim=True)",
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "x without the reduced dimensions" } },
  settings: overDimensions,
  build: ({ x }, { dim, keepdim }, builder) => reduce(sumOp, x, { dim: dim.sizes, keepdim }, builder),
});
