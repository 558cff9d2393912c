import { cat as catOp } from "../ops/cat.ts";
import { defineNodeType } from "./nodeType.ts";

/** Puts tensors one after another along one dimension. */
export const cat = defineNodeType({
  type: "cat",
  title: "Cat",
  category: "shape",
  summary: "Puts tensors one after another along one dimension.",
  help: "Two to four tensors of the same shape, but for dimension `dim`, whose sizes add up: three of `[32, 2]` along `1` give `[32, 6]`. The numbers are copied; `view` gives the same flat rows without a copy.",
  torch: "torch.cat([a, b, c], dim=1)",
  inputs: {
    a: { kind: "tensor", summary: "the first tensor" },
    b: { kind: "tensor", summary: "the second" },
    c: { kind: "tensor", summary: "a third", optional: true },
    d: { kind: "tensor", summary: "a fourth", optional: true },
  },
  outputs: { out: { kind: "tensor", summary: "the sizes along dim added up" } },
  settings: { dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" } },
  build: ({ a, b, c, d }, { dim }, builder) => {
    const values = [a, b, c, d].filter((value) => value !== undefined);
    const keyed = Object.fromEntries(values.map(({ tensor }, at) => [`${at}`, tensor]));
    const tensor = builder.apply(catOp, keyed, { dim });
    const first = values[0]!;
    const dims = first.dims.map((name, axis) => (tensor.shape[axis] === first.tensor.shape[axis] ? name : null));
    return { out: { kind: "tensor", tensor, dims } };
  },
});
