import { to as toOp } from "../../ops/to.ts";
import { line } from "../families/line.ts";
import { unaryNode } from "../families/unaryNode.ts";

const METHODS = { float32: "float", int32: "long", bool: "bool" } as const;

/** Is a cast to another dtype. */
export const to = unaryNode(toOp, {
  title: "To",
  summary: "Casts every element to another dtype.",
  help:
    "The same shape in another dtype; a tensor that has it already is not copied. From float to `int32` the fraction is cut " +
    "off, and no gradient passes. " +
    "`one_hot` gives integers; a matrix product with floats needs them cast.",
  takes: "any tensor",
  gives: "same shape, the dtype that is set",
  code: {
    // The integers of a script are PyTorch's usual ones, int64, which it takes for indices.
    torch: ({ dtype }, { in: { x }, out }) => line(out.out, `${x}.${METHODS[dtype]}()`),
  },
  settings: {
    dtype: { kind: "choice", default: "float32", options: ["float32", "int32", "bool"], summary: "the new dtype" },
  },
  attributes: ({ dtype }) => ({ dtype }),
});
