import { to as toOp } from "../../ops/to.ts";
import { unaryNode } from "../families/unaryNode.ts";

/** Is a cast to another dtype. */
export const to = unaryNode(toOp, {
  title: "To",
  summary: "Casts every element to another dtype.",
  help:
    "The same shape in another dtype; a tensor that has it already is not copied. From float to `int32` the fraction is cut " +
    "off, and no gradient passes. " +
    "`one_hot` gives integers; a matrix product with floats needs them cast.",
  torch: "xenc = F.one_hot(X, 27).float()",
  takes: "any tensor",
  gives: "same shape, the dtype that is set",
  settings: {
    dtype: { kind: "choice", default: "float32", options: ["float32", "int32", "bool"], summary: "the new dtype" },
  },
  attributes: ({ dtype }) => ({ dtype }),
});
