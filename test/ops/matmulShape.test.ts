import { expect, it } from "vitest";
import { matmul } from "../../src/ops/matmul.ts";
import type { TensorSpec } from "../../src/ops/contract/op.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import type { Shape } from "../../src/tensor/shape.ts";
import { planTensor } from "../../src/tensor/tensor.ts";

/** Two matrices, each of which lies row by row, or column by column. */
function several(shape: Shape, transposed: boolean, dtype: DType = "float32"): TensorSpec {
  const [count, rows, columns] = shape as [number, number, number];
  const stride = transposed ? [rows * columns, 1, rows] : [rows * columns, columns, 1];
  return { ...planTensor(dtype, [count, rows, columns]), stride };
}

const one = (shape: Shape, dtype: DType = "float32"): TensorSpec => planTensor(dtype, shape);

// PyTorch makes one matrix of several that lie row by row, and multiplies transposed ones one by one: so are its sentences.
it.each([
  ["mat1 and mat2 shapes cannot be multiplied (10x4 and 9x3)", { a: one([3, 9]), b: several([2, 4, 5], false) }],
  [
    "Expected size for first two dimensions of batch2 tensor to be: [2, 9] but got: [2, 4].",
    { a: one([3, 9]), b: several([2, 4, 5], true) },
  ],
  ["mat1 and mat2 shapes cannot be multiplied (8x5 and 3x9)", { a: several([2, 4, 5], false), b: one([3, 9]) }],
  [
    "Expected size for first two dimensions of batch2 tensor to be: [2, 5] but got: [2, 3].",
    { a: several([2, 4, 5], true), b: one([3, 9]) },
  ],
  ["\"addmm_impl_cpu_\" not implemented for 'Bool'", { a: one([3, 4], "bool"), b: several([2, 4, 5], false, "bool") }],
  ["\"bmm\" not implemented for 'Bool'", { a: one([3, 4], "bool"), b: several([2, 4, 5], true, "bool") }],
  ["expected scalar type Int but found Float", { a: one([3, 4]), b: several([2, 4, 5], false, "int32") }],
  ["expected scalar type Float but found Int", { a: one([3, 4]), b: several([2, 4, 5], true, "int32") }],
])("%s", (sentence, operands) => {
  expect(() => matmul.shape(operands, {})).toThrow(sentence);
});
