import { argmax as argmaxOp } from "../../ops/argmax.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { alongDimension, reduce } from "../families/reduction.ts";

/** Where the largest element is, along one dimension or of all. */
export const argmax = defineNodeType({
  type: "argmax",
  title: "Argmax",
  category: "maths",
  summary: "Where the largest element is, along one dimension or of all.",
  help:
    "Along dimension `dim`, or of all elements when it is empty. `[32, 27]` along `1` gives `[32]`, with `keepdim` " +
    "`[32, 1]`. Integers: no gradient passes.",
  torch: "logits.argmax(1)",
  inputs: { x: { kind: "tensor", summary: "any tensor of numbers" } },
  outputs: { out: { kind: "tensor", summary: "int32 places" } },
  settings: alongDimension,
  build: ({ x }, { dim, keepdim }, builder) => reduce(argmaxOp, x, { dim, keepdim }, builder),
});
