import { div as divOp } from "../../ops/div.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** a / b, element by element. */
export const div = defineNodeType({
  type: "div",
  title: "Div",
  category: "maths",
  summary: "a / b, element by element.",
  help:
    "The shapes broadcast as in PyTorch: aligned at the last dimension, a size of 1 (or a missing one) repeats. " +
    "Shapes `[32, 27]` and `[32, 1]` give `[32, 27]`; a division by 0 gives inf or nan.",
  torch: "probs = counts / counts.sum(1, keepdim=True)",
  inputs: {
    a: { kind: "tensor", summary: "any tensor" },
    b: { kind: "tensor", summary: "one that broadcasts with a" },
  },
  outputs: { out: { kind: "tensor", summary: "the shape that a and b broadcast to" } },
  settings: {},
  build: ({ a, b }, _settings, builder) => {
    const tensor = builder.apply(divOp, { a: a.tensor, b: b.tensor });
    return { out: { kind: "tensor", tensor, dims: broadcastDims(tensor.shape, [a, b]) } };
  },
});
