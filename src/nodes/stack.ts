import { stack as stackOp } from "../ops/stack.ts";
import { dimension } from "../ops/dimension.ts";
import { defineNodeType } from "./nodeType.ts";

/** Puts tensors of one shape on top of each other, in a new dimension. */
export const stack = defineNodeType({
  type: "stack",
  title: "Stack",
  category: "shape",
  summary: "Puts tensors of one shape on top of each other, in a new dimension.",
  help: "Two to four tensors of one shape: three of `[32, 2]` with `dim` 1 give `[32, 3, 2]`. The numbers are copied.",
  torch: "torch.stack([a, b, c], dim=1)",
  inputs: {
    a: { kind: "tensor", summary: "the first tensor" },
    b: { kind: "tensor", summary: "the second" },
    c: { kind: "tensor", summary: "a third", optional: true },
    d: { kind: "tensor", summary: "a fourth", optional: true },
  },
  outputs: { out: { kind: "tensor", summary: "a new dimension at dim" } },
  settings: { dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" } },
  build: ({ a, b, c, d }, { dim }, builder) => {
    const values = [a, b, c, d].filter((value) => value !== undefined);
    const keyed = Object.fromEntries(values.map(({ tensor }, at) => [`${at}`, tensor]));
    const tensor = builder.apply(stackOp, keyed, { dim });
    const dims: (string | null)[] = [...values[0]!.dims];
    dims.splice(dimension(dim, tensor.shape.length), 0, null);
    return { out: { kind: "tensor", tensor, dims } };
  },
});
