import { to as toOp } from "../../ops/to.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** A cast to another dtype. */
export const to = defineNodeType({
  type: "to",
  title: "To",
  category: "maths",
  summary: "Casts every element to another dtype.",
  help:
    "The same shape in another dtype. From float to `int32` the fraction is cut off, and no gradient passes. " +
    "`one_hot` gives integers; a matrix product with floats needs them cast.",
  torch: "xenc = F.one_hot(X, 27).float()",
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "same shape, the dtype that is set" } },
  settings: {
    dtype: { kind: "choice", default: "float32", options: ["float32", "int32", "bool"], summary: "the new dtype" },
  },
  build: ({ x }, { dtype }, builder) => ({
    out: { kind: "tensor", tensor: builder.apply(toOp, { x: x.tensor }, { dtype }), dims: x.dims },
  }),
});
