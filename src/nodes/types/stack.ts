import { stack as stackOp } from "../../ops/stack.ts";
import { dimension } from "../../ops/dimension.ts";
import { keyed, LIST_HELP, listed, listInputs, listPorts } from "../families/listInputs.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Puts tensors of one shape on top of each other, in a new dimension. */
export const stack = defineNodeType({
  type: "stack",
  title: "Stack",
  category: "shape",
  summary: "Puts tensors of one shape on top of each other, in a new dimension.",
  help: `Tensors of one shape: three of \`[32, 2]\` with \`dim\` 1 give \`[32, 3, 2]\`. ${LIST_HELP}The numbers are copied.`,
  torch: "torch.stack([a, b, c], dim=1)",
  inputs: listInputs,
  anyOf: listPorts,
  outputs: { out: { kind: "tensor", summary: "a new dimension at dim" } },
  settings: { dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" } },
  build: (inputs, { dim }, builder) => {
    const values = listed(inputs);
    const tensor = builder.apply(stackOp, keyed(values), { dim });
    const dims = values[0]!.dims.toSpliced(dimension(dim, tensor.shape.length), 0, null);
    return { out: { kind: "tensor", tensor, dims } };
  },
});
