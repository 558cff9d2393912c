import { dimension } from "../../ops/dimension.ts";
import { gather as gatherOp } from "../../ops/gather.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { eachWhere, isSplit, rankOf } from "../families/byRows.ts";

/** Gives, along one dimension, the elements that an index of the same rank names. */
export const gather = defineNodeType({
  type: "gather",
  title: "Gather",
  category: "maths",
  summary: "Picks along one dimension, at every place what the index there says.",
  help:
    "The result has the index's shape: with dim 1, `out[i, j] = x[i, index[i, j]]`. So `logp` of shape `[32, 27]` and an " +
    "index of shape `[32, 1]` give the log-probability of each row's answer, `[32, 1]`. In the other dimensions the index may be " +
    "smaller than x. An element that is picked twice gets the sum of both gradients.",
  torch: ({ dim }, names) => line(names.out.out, gatherOp.torch({ x: names.in.x, index: names.in.index }, { dim })),
  byRows: ({ dim }, { x, index }) => eachWhere(isSplit(x) && isSplit(index) && dimension(dim, rankOf(x)) !== 0),
  inputs: {
    x: { kind: "tensor", summary: "any tensor" },
    index: { kind: "tensor", summary: "int32, of the same rank as x" },
  },
  outputs: { out: { kind: "tensor", summary: "the index's shape" } },
  settings: {
    dim: { kind: "integer", default: "1", min: -8, summary: "the dimension to pick along, negative from the end" },
  },
  build: ({ x, index }, { dim }, builder) => ({
    out: {
      kind: "tensor",
      tensor: builder.apply(gatherOp, { x: x.tensor, index: index.tensor }, { dim }),
      dims: index.dims,
    },
  }),
});
