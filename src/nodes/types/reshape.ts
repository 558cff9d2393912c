import { reshape as reshapeOp } from "../../ops/reshape.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { argumentsOf, line } from "../families/line.ts";
import { viewedDims } from "./view.ts";
import { sameOrder } from "../families/byRows.ts";
import { shapeOfRows } from "../families/shapeOfRows.ts";

/** Gives the same numbers under another shape; copied only where no view will do. */
export const reshape = defineNodeType({
  type: "reshape",
  title: "Reshape",
  category: "shape",
  summary: "Gives the same numbers another shape: a view, or a copy where it must.",
  help:
    "As `view`, and also of a tensor whose numbers do not lie one after another, such as a transposed one: it is then made " +
    "`contiguous` first, which copies it. One size may be `-1` and is worked out.",
  torch: (_settings, names) => line(names.out.out, `${names.in.x}.reshape(${argumentsOf(shapeOfRows(names))})`),
  byRows: sameOrder,
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "another shape" } },
  settings: { shape: { kind: "shape", default: "-1", summary: "sizes separated by commas; -1 once" } },
  build: ({ x }, { shape }, builder) => {
    const tensor = builder.apply(reshapeOp, { x: x.tensor }, { shape: shape.sizes });
    return { out: { kind: "tensor", tensor, dims: viewedDims(x, tensor.shape, shape) } };
  },
});
