import { mean as meanOp } from "../ops/mean.ts";
import { defineNodeType } from "./nodeType.ts";
import { reducedDimNames } from "./reducedDimNames.ts";

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
  settings: {
    dim: { kind: "shape", default: "", optional: true, summary: "dimensions, negative from the end; empty: all" },
    keepdim: { kind: "boolean", default: false, summary: "leave them in with size 1" },
  },
  build: ({ x }, { dim, keepdim }, builder) => {
    const attributes = { dim: dim.sizes, keepdim };
    const tensor = builder.apply(meanOp, { x: x.tensor }, attributes);
    return { out: { kind: "tensor", tensor, dims: reducedDimNames(x, attributes) } };
  },
});
