import { max as maxOp } from "../ops/max.ts";
import { defineNodeType } from "./nodeType.ts";
import { reducedDimNames } from "./reducedDimNames.ts";

/** The largest element, along one dimension or of all. */
export const max = defineNodeType({
  type: "max",
  title: "Max",
  category: "maths",
  summary: "The largest element, along one dimension or of all.",
  help:
    "Along dimension `dim`, or of all elements when it is empty. `[32, 27]` along `1` gives `[32]`, with `keepdim` " +
    "`[32, 1]`. Of equal ones the first gets the gradient; of all elements, they share it.",
  torch: "x.max(1, keepdim=True).values",
  inputs: { x: { kind: "tensor", summary: "any tensor of numbers" } },
  outputs: { out: { kind: "tensor", summary: "the largest elements" } },
  settings: {
    dim: {
      kind: "integer",
      default: "",
      min: -8,
      optional: true,
      summary: "one dimension, negative from the end; empty: all",
    },
    keepdim: { kind: "boolean", default: false, summary: "leave it in with size 1" },
  },
  build: ({ x }, { dim, keepdim }, builder) => {
    const attributes = { dim, keepdim };
    const tensor = builder.apply(maxOp, { x: x.tensor }, attributes);
    return { out: { kind: "tensor", tensor, dims: reducedDimNames(x, attributes) } };
  },
});
