import { checkShape } from "../tensor/shape.ts";
import { defineNodeType } from "./nodeType.ts";
import { inField } from "./inField.ts";

/** Whole numbers in a row. */
export const arange = defineNodeType({
  type: "arange",
  title: "Arange",
  category: "data",
  summary: "The whole numbers from 0 on.",
  help: "0, 1, … `end` − 1 as int32, of shape `[end]`. With `index` it plucks one element from each row.",
  torch: "torch.arange(32)",
  inputs: {},
  outputs: { out: { kind: "tensor", summary: "int32 [end]" } },
  settings: { end: { kind: "integer", default: "32", min: 0, summary: "the first number that is left out" } },
  build: (_inputs, { end }, builder) => {
    inField("end", () => checkShape([end]));
    const values = builder.memo([end], () => Int32Array.from({ length: end }, (_, at) => at));
    return {
      out: { kind: "tensor", tensor: builder.constant("int32", [end], values), dims: [builder.dimName("end")] },
    };
  },
});
