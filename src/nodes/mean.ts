import { mean as meanOp } from "../ops/mean.ts";
import { defineNodeType } from "./nodeType.ts";
import { overDimensions, reduce } from "./reduction.ts";

/** The mean of the elements, over some dimensions or all. */
export const mean = defineNodeType({
  type: "mean",
  title: "Mean",
  category: "maths",
  summary: "The mean of the elements, over some dimensions or all.",
  help:
    "Over the dimensions in `dim`; over all of them when it is empty, which gives a single number. With `keepdim` a " +
    "reduced dimension stays with size 1, so that the result broadcasts against x: `[32, 27]` over `1` gives " +
    "`[32, 1]`, without it `[32]`.",
  torch: "loss = losses.mean()",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "x without the reduced dimensions" } },
  settings: overDimensions,
  build: ({ x }, { dim, keepdim }, builder) => reduce(meanOp, x, { dim: dim.sizes, keepdim }, builder),
});
