import { dimension } from "../../ops/dimension.ts";
import { flatten as flattenOp } from "../../ops/flatten.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { sameOrder } from "../families/byRows.ts";

/** Makes neighbouring dimensions one. */
export const flatten = defineNodeType({
  type: "flatten",
  title: "Flatten",
  category: "shape",
  summary: "Makes the dimensions from start_dim to end_dim one.",
  help:
    "`[32, 3, 2]` with `start_dim` 1 becomes `[32, 6]`: the rows' numbers in their order. A view where the numbers lie so that " +
    "one is possible, otherwise a copy, as `reshape`.",
  torch: ({ start_dim, end_dim }, names) =>
    line(names.out.out, flattenOp.torch({ x: names.in.x }, { start_dim, end_dim })),
  byRows: sameOrder,
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "one dimension in place of several" } },
  settings: {
    start_dim: { kind: "integer", default: "1", min: -8, summary: "the first of them, negative from the end" },
    end_dim: { kind: "integer", default: "-1", min: -8, summary: "the last, negative from the end" },
  },
  build: ({ x }, { start_dim, end_dim }, builder) => {
    const tensor = builder.apply(flattenOp, { x: x.tensor }, { start_dim, end_dim });
    const rank = x.dims.length;
    const [start, end] = [dimension(start_dim, rank), dimension(end_dim, rank)];
    const dims = start === end && rank > 0 ? x.dims : x.dims.toSpliced(start, end + 1 - start, null);
    return { out: { kind: "tensor", tensor, dims } };
  },
});
