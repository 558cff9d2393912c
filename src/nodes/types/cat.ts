import { cat as catOp } from "../../ops/cat.ts";
import { keyed, LIST_HELP, listed, listInputs, listPorts } from "../families/listInputs.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Puts tensors one after another along one dimension. */
export const cat = defineNodeType({
  type: "cat",
  title: "Cat",
  category: "shape",
  summary: "Puts tensors one after another along one dimension.",
  help:
    "Tensors of the same shape, but for dimension `dim`, whose sizes add up: three of `[32, 2]` along `1` give `[32, 6]`. " +
    `${LIST_HELP}The numbers are copied; \`view\` gives the same flat rows without a copy.`,
  torch: "torch.cat([a, b, c], dim=1)",
  inputs: listInputs,
  anyOf: listPorts,
  outputs: { out: { kind: "tensor", summary: "the sizes along dim added up" } },
  settings: { dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" } },
  build: (inputs, { dim }, builder) => {
    const values = listed(inputs);
    const tensor = builder.apply(catOp, keyed(values), { dim });
    const first = values[0]!;
    const dims = first.dims.map((name, axis) => (tensor.shape[axis] === first.tensor.shape[axis] ? name : null));
    return { out: { kind: "tensor", tensor, dims } };
  },
});
