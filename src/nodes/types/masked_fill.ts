import { maskedFill as maskedFillOp } from "../../ops/masked_fill.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { elementwise } from "../families/byRows.ts";

/** Puts one number where a mask is true. */
export const maskedFill = defineNodeType({
  type: "masked_fill",
  title: "MaskedFill",
  category: "maths",
  summary: "Puts one number, such as -inf, where a mask is true.",
  help:
    "x, but `value` where the mask of `bool` is true; both shapes broadcast. With `-inf` before a softmax the masked ones get " +
    "probability 0. No gradient passes where the mask is true.",
  torch: ({ value }, names) =>
    line(names.out.out, maskedFillOp.torch({ x: names.in.x, mask: names.in.mask }, { value })),
  byRows: elementwise,
  inputs: {
    x: { kind: "tensor", summary: "any tensor" },
    mask: { kind: "tensor", summary: "a mask of bool that broadcasts with x" },
  },
  outputs: { out: { kind: "tensor", summary: "the shape that both broadcast to, x's dtype" } },
  settings: { value: { kind: "number", default: "-inf", nonFinite: true, summary: "a number, inf, -inf or nan" } },
  build: ({ x, mask }, { value }, builder) => {
    const tensor = builder.apply(maskedFillOp, { x: x.tensor, mask: mask.tensor }, { value });
    return { out: { kind: "tensor", tensor, dims: broadcastDims(tensor.shape, [x, mask]) } };
  },
});
