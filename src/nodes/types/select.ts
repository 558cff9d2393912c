import { dimension } from "../../ops/dimension.ts";
import { select as selectOp } from "../../ops/select.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { alongDim } from "../families/byRows.ts";

/** Gives one place of one dimension; nothing is copied. */
export const select = defineNodeType({
  type: "select",
  title: "Select",
  category: "shape",
  summary: "Takes one place of one dimension, which disappears, without copying.",
  help:
    "`x[:, index]`, an integer among the brackets: `[32, 3, 2]` at `0` of dimension `1` gives `[32, 2]`, where a slice from 0 " +
    "to 1 would keep the dimension, `[32, 1, 2]`. The result shares x's storage.",
  torch: ({ dim, index }, names) => line(names.out.out, selectOp.torch({ x: names.in.x }, { dim, index })),
  byRows: alongDim,
  inputs: { x: { kind: "tensor", summary: "any tensor of rank 1 or more" } },
  outputs: { out: { kind: "tensor", summary: "the same storage, one dimension less" } },
  settings: {
    dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" },
    index: { kind: "integer", default: "0", min: -2147483648, summary: "the place, negative from the end" },
  },
  build: ({ x }, { dim, index }, builder) => {
    const tensor = builder.apply(selectOp, { x: x.tensor }, { dim, index });
    return { out: { kind: "tensor", tensor, dims: x.dims.toSpliced(dimension(dim, x.dims.length), 1) } };
  },
});
