import { variance as varianceOp } from "../ops/var.ts";
import { defineNodeType } from "./nodeType.ts";
import { overDimensions, reduce } from "./reduction.ts";

/** The variance of the elements, as of a sample, over some dimensions or all. */
export const variance = defineNodeType({
  type: "var",
  title: "Var",
  category: "maths",
  summary: "The variance of the elements, as of a sample, over some dimensions or all.",
  help:
    "Over the dimensions in `dim`; over all of them when it is empty, which gives a single number. With `keepdim` a " +
    "reduced dimension stays with size 1, so that the result broadcasts against x: `[32, 27]` over `1` gives " +
    "`[32, 1]`, without it `[32]`. The sum of squares is divided by n − 1, as PyTorch's default.",
  torch: "h.var(0, keepdim=True)",
  inputs: { x: { kind: "tensor", summary: "any float tensor" } },
  outputs: { out: { kind: "tensor", summary: "x without the reduced dimensions" } },
  settings: overDimensions,
  build: ({ x }, { dim, keepdim }, builder) => reduce(varianceOp, x, { dim: dim.sizes, keepdim }, builder),
});
