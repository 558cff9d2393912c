import { DiagnosticError } from "../base/diagnostic.ts";
import { elements } from "../base/place.ts";
import { checkShape, formatShape } from "../tensor/shape.ts";
import { defineNodeType } from "./nodeType.ts";

/** Numbers as they are typed. */
export const constant = defineNodeType({
  type: "constant",
  title: "Constant",
  category: "data",
  summary: "A tensor of the numbers that you type.",
  help:
    "The numbers, row by row, in the shape that is set (empty: a single number). One number fills any shape. A constant " +
    "is never trained.",
  torch: "torch.tensor([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])",
  inputs: {},
  outputs: { out: { kind: "tensor", summary: "the shape that is set" } },
  settings: {
    values: { kind: "numbers", default: "1, 2, 3", summary: "numbers separated by commas, row by row" },
    shape: { kind: "shape", default: "3", optional: true, summary: "sizes separated by commas; empty: one number" },
    dtype: { kind: "choice", default: "float32", options: ["float32", "int32"], summary: "floats or integers" },
  },
  build: (_inputs, { values, shape: { sizes, texts }, dtype }, builder) => {
    checkShape(sizes);
    const count = elements(sizes);
    if (values.length !== count && values.length !== 1) {
      const wanted = `expected ${count} numbers (or one for all) for shape ${formatShape(sizes)}`;
      throw new DiagnosticError([{ field: "values", message: `${wanted}, got ${values.length}` }]);
    }
    const fraction = values.find((value) => dtype === "int32" && value !== (value | 0));
    if (fraction !== undefined) {
      throw new DiagnosticError([{ field: "values", message: `expected whole numbers for int32, got ${fraction}` }]);
    }
    const all = values.length === count ? values : builder.memo([values[0], count], () => filled(count, values[0]!));
    return {
      out: {
        kind: "tensor",
        tensor: builder.constant(dtype, sizes, all),
        dims: texts.map((text) => (/^\d+$/.test(text) ? null : text)),
      },
    };
  },
});

function filled(count: number, value: number): Float64Array {
  return new Float64Array(count).fill(value);
}
