import { add as addOp } from "../../ops/add.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** a + b, element by element. */
export const add = defineNodeType({
  type: "add",
  title: "Add",
  category: "maths",
  summary: "a + b, element by element.",
  help:
    "The shapes broadcast as in PyTorch: aligned at the last dimension, a size of 1 (or a missing one) repeats. " +
    "Adds a row to every row of a matrix, say: shapes `[32, 100]` and `[100]` give `[32, 100]`.",
  torch: "out = a + b",
  inputs: {
    a: { kind: "tensor", summary: "any tensor" },
    b: { kind: "tensor", summary: "one that broadcasts with a" },
  },
  outputs: { out: { kind: "tensor", summary: "the shape that a and b broadcast to" } },
  settings: {},
  build: ({ a, b }, _settings, builder) => {
    const tensor = builder.apply(addOp, { a: a.tensor, b: b.tensor });
    return { out: { kind: "tensor", tensor, dims: broadcastDims(tensor.shape, [a, b]) } };
  },
});
