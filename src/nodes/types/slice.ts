import { slice as sliceOp } from "../../ops/slice.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { alongDim } from "../families/byRows.ts";

/** Places far beyond any tensor. */
const FAR = -2147483648;

/** Gives a range of one dimension; nothing is copied. */
export const slice = defineNodeType({
  type: "slice",
  title: "Slice",
  category: "shape",
  summary: "Takes a range of one dimension, without copying.",
  help:
    "`x[start:end:step]` along dimension `dim`, as in Python: the end is not included, negative places count from the " +
    "end. `[32, 3, 2]` from 0 to 1 along `1` gives `[32, 1, 2]`. The result shares x's storage.",
  torch: ({ dim, start, end, step }, names) =>
    line(names.out.out, sliceOp.torch({ x: names.in.x }, { dim, start, step, ...(end === null ? {} : { end }) })),
  byRows: alongDim,
  inputs: { x: { kind: "tensor", summary: "any tensor of rank 1 or more" } },
  outputs: { out: { kind: "tensor", summary: "the same storage, a range of it" } },
  settings: {
    dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" },
    start: { kind: "integer", default: "0", min: FAR, summary: "the first place" },
    end: { kind: "integer", default: "", min: FAR, optional: true, summary: "the place after the last; empty: all" },
    step: { kind: "integer", default: "1", min: 1, summary: "take every step-th" },
  },
  build: ({ x }, { dim, start, end, step }, builder) => {
    const tensor = builder.apply(sliceOp, { x: x.tensor }, { dim, start, step, ...(end === null ? {} : { end }) });
    const dims = x.dims.map((name, axis) => (tensor.shape[axis] === x.tensor.shape[axis] ? name : null));
    return { out: { kind: "tensor", tensor, dims } };
  },
});
