import { cumsum as cumsumOp } from "../../ops/cumsum.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Running sums along one dimension. */
export const cumsum = defineNodeType({
  type: "cumsum",
  title: "CumSum",
  category: "maths",
  summary: "Running sums along one dimension: each element and all before it.",
  help: "`1, 2, 3` gives `1, 3, 6`, along dimension `dim`. An element's gradient is the sum of those of all sums it is in.",
  torch: "y = x.cumsum(0)",
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: { dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" } },
  build: ({ x }, { dim }, builder) => ({
    out: {
      kind: "tensor",
      tensor: builder.apply(cumsumOp, { x: x.tensor }, { dim }),
      dims: x.dims,
    },
  }),
});
