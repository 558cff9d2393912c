import { index as indexOp } from "../../ops/indexing.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { chosen } from "../families/chosen.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { elementwise, isSplit, rankOf } from "../families/byRows.ts";

/** Gives elements, or rows, by their indices. */
export const pick = defineNodeType({
  type: "index",
  title: "Index",
  category: "maths",
  summary: "Picks rows, or elements, by their indices: x[i] or x[i, j].",
  help:
    "`x[i]` with indices of shape `[32, 3]` into a table `[27, 2]` gives `[32, 3, 2]`. With j wired too it is `x[i, j]`: " +
    "`probs[arange(32), Y]` plucks one element from each row of `[32, 27]`, which gives `[32]`. Negative indices count " +
    "from the end; an element that is picked twice gets the sum of both gradients. A mask of `bool` stands for the places " +
    "where it is true, `x[mask]`; it must be known before anything runs, as one made of constants or of all the data is. " +
    "Where it is not, `where`, `masked_fill` or a product with the mask keep the shape.",
  torch: (_settings, { in: { x, i, j }, out }) => line(out.out, `${x}[${i}${j === undefined ? "" : `, ${j}`}]`),
  byRows: (_settings, { x, ...indices }, out) => {
    const shape = out.slice(0, Math.max(rankOf(indices["i"]), rankOf(indices["j"])));
    return isSplit(x) ? "mixes" : elementwise({}, indices, shape);
  },
  inputs: {
    x: { kind: "tensor", summary: "any tensor" },
    i: { kind: "tensor", summary: "int32 indices into x's first dimension, or a mask" },
    j: { kind: "tensor", summary: "int32 indices into the next; broadcasts with i", optional: true },
  },
  outputs: { out: { kind: "tensor", summary: "the indices' shape, then what is left of x's" } },
  settings: {},
  build: ({ x, i, j }, _settings, builder) => {
    const indices = [...chosen("i", i, x, 0, builder)];
    if (j !== undefined) indices.push(...chosen("j", j, x, indices.length, builder));
    const keyed = Object.fromEntries(indices.map(({ tensor }, at) => [`${at}`, tensor]));
    const tensor = builder.apply(indexOp, { x: x.tensor, ...keyed });
    const rest = x.dims.slice(indices.length);
    const picked = broadcastDims(tensor.shape.slice(0, tensor.shape.length - rest.length), indices);
    return { out: { kind: "tensor", tensor, dims: [...picked, ...rest] } };
  },
});
