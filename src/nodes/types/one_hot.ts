import { oneHot as oneHotOp } from "../../ops/one_hot.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { checkShape } from "../../tensor/shape.ts";
import { inField } from "../settings/inField.ts";

/** Classes as rows of zeros with a single 1. */
export const oneHot = defineNodeType({
  type: "one_hot",
  title: "OneHot",
  category: "maths",
  summary: "Turns each index into a row of zeros with a single 1.",
  help:
    "Indices of shape `[32, 3]` become `[32, 3, 27]`: a new last dimension, 1 at the index. The result is of integers, " +
    "as in PyTorch: cast it (`to`) before a matrix product with floats.",
  torch: ({ num_classes: given }, names) =>
    line(
      names.out.out,
      `F.one_hot(${names.in.x}, num_classes=${given === null ? names.sizes("out").at(-1)! : names.setting("num_classes")})`,
    ),
  byRows: () => "each",
  inputs: { x: { kind: "tensor", summary: "int32 indices" } },
  outputs: { out: { kind: "tensor", summary: "int32, x's shape and num_classes" } },
  settings: {
    num_classes: { kind: "integer", default: "", min: 1, optional: true, summary: "the classes; empty: vocab_size" },
  },
  build: ({ x }, { num_classes: given }, builder) => {
    const classes = given ?? builder.known("vocab_size");
    inField("num_classes", () => checkShape([...x.tensor.shape, classes]));
    const name = given === null ? "vocab_size" : builder.dimName("num_classes");
    const tensor = builder.apply(oneHotOp, { x: x.tensor }, { num_classes: classes });
    return { out: { kind: "tensor", tensor, dims: [...x.dims, name] } };
  },
});
