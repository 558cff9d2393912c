import { keptDims, squeeze as squeezeOp } from "../../ops/squeeze.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { sameOrder } from "../families/byRows.ts";

/** Drops dimensions of size 1; nothing is copied. */
export const squeeze = defineNodeType({
  type: "squeeze",
  title: "Squeeze",
  category: "shape",
  summary: "Drops dimensions of size 1, without copying.",
  help:
    "`[32, 1, 2]` becomes `[32, 2]`. With `dim` only that dimension is dropped, and only if its size is 1; empty: all of size 1. " +
    "The result shares x's storage.",
  torch: ({ dim }, names) => line(names.out.out, squeezeOp.torch({ x: names.in.x }, { dim })),
  byRows: sameOrder,
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "the same storage, fewer dimensions" } },
  settings: {
    dim: {
      kind: "integer",
      default: "",
      min: -8,
      optional: true,
      summary: "one dimension, negative from the end; empty: all of size 1",
    },
  },
  build: ({ x }, { dim }, builder) => {
    const tensor = builder.apply(squeezeOp, { x: x.tensor }, { dim });
    return { out: { kind: "tensor", tensor, dims: keptDims(x.tensor, { dim }).map((axis) => x.dims[axis]!) } };
  },
});
