import { expand as expandOp } from "../../ops/expand.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { argumentsOf, line } from "../families/line.ts";
import { eachWhere, rankOf } from "../families/byRows.ts";
import { shapeOfRows } from "../families/shapeOfRows.ts";

/** Repeats dimensions of size 1 by a stride of 0. */
export const expand = defineNodeType({
  type: "expand",
  title: "Expand",
  category: "shape",
  summary: "Repeats dimensions of size 1, without copying.",
  help:
    "`[100]` expanded to `32, 100` looks like 32 equal rows, all of them the same memory (stride 0). `-1` leaves a size " +
    "as it is. In the backward pass the gradients of the repeated elements add up.",
  torch: (_settings, names) => line(names.out.out, `${names.in.x}.expand(${argumentsOf(shapeOfRows(names))})`),
  byRows: (_settings, { x }, out) => eachWhere(rankOf(x) === out.length && x?.[0]?.shape[0] === out[0]),
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "the same storage, repeated" } },
  settings: { shape: { kind: "shape", default: "-1", summary: "sizes separated by commas; -1: as it is" } },
  build: ({ x }, { shape }, builder) => {
    const tensor = builder.apply(expandOp, { x: x.tensor }, { shape: shape.sizes });
    const added = tensor.shape.length - x.tensor.shape.length;
    const dims = shape.texts.map((text, axis) => {
      if (x.tensor.shape[axis - added] === tensor.shape[axis]) return x.dims[axis - added] ?? null;
      return /^-?\d+$/.test(text) ? null : text;
    });
    return { out: { kind: "tensor", tensor, dims } };
  },
});
