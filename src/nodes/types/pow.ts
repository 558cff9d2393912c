import { pow as powOp } from "../../ops/pow.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** a to the power of b, element by element. */
export const pow = defineNodeType({
  type: "pow",
  title: "Pow",
  category: "maths",
  summary: "a to the power of b, element by element.",
  help:
    "The shapes broadcast as in PyTorch: aligned at the last dimension, a size of 1 (or a missing one) repeats. " +
    "A negative number to a power that is not whole is nan.",
  torch: "y = a ** b",
  inputs: {
    a: { kind: "tensor", summary: "any tensor" },
    b: { kind: "tensor", summary: "one that broadcasts with a" },
  },
  outputs: { out: { kind: "tensor", summary: "the shape that a and b broadcast to" } },
  settings: {},
  build: ({ a, b }, _settings, builder) => {
    const tensor = builder.apply(powOp, { a: a.tensor, b: b.tensor });
    return { out: { kind: "tensor", tensor, dims: broadcastDims(tensor.shape, [a, b]) } };
  },
});
