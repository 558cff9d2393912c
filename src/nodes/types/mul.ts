import { mul as mulOp } from "../../ops/mul.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** a · b, element by element. */
export const mul = defineNodeType({
  type: "mul",
  title: "Mul",
  category: "maths",
  summary: "a · b, element by element.",
  help:
    "The shapes broadcast as in PyTorch: aligned at the last dimension, a size of 1 (or a missing one) repeats. " +
    "Not the matrix product, which is `matmul`.",
  torch: "out = a * b",
  inputs: {
    a: { kind: "tensor", summary: "any tensor" },
    b: { kind: "tensor", summary: "one that broadcasts with a" },
  },
  outputs: { out: { kind: "tensor", summary: "the shape that a and b broadcast to" } },
  settings: {},
  build: ({ a, b }, _settings, builder) => {
    const tensor = builder.apply(mulOp, { a: a.tensor, b: b.tensor });
    return { out: { kind: "tensor", tensor, dims: broadcastDims(tensor.shape, [a, b]) } };
  },
});
