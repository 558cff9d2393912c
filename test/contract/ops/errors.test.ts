import { expect, it } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { ops } from "../../../src/ops/catalogue.ts";
import type { Attributes, Op } from "../../../src/ops/contract/op.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";
import { applyOp, mapped, type Named } from "./applyOp.ts";
import { recordings, type Failure, type Spec } from "./recordings.ts";

const f = (...shape: number[]): Spec => ({ shape, dtype: "float32" });

/** What the recorded PyTorch says otherwise (its successors word it like this), or takes and Wiregrad does not. */
const own: readonly Failure[] = [
  fails(
    "matmul",
    { a: { shape: [3, 4], dtype: "int32" }, b: f(4, 5) },
    "expected m1 and m2 to have the same dtype, but got: int != float",
  ),
  fails(
    "matmul",
    { a: f(3, 4), b: { shape: [4, 5], dtype: "float64" } },
    "expected m1 and m2 to have the same dtype, but got: float != double",
  ),
  ...["sum", "cumsum"].map((op) =>
    fails(
      op,
      { x: { shape: [2, 2], dtype: "int32", values: [1, 2, -2147483648, -1] } },
      "the sum -2147483649 does not fit into int32, which stands for PyTorch's int64 here",
      { dim: 1 },
    ),
  ),
  fails(
    "sum",
    { x: { shape: [2], dtype: "int32", values: [2147483647, 1] } },
    "the sum 2147483648 does not fit into int32, which stands for PyTorch's int64 here",
  ),
  fails(
    "matmul",
    {
      a: { shape: [1, 2], dtype: "int32", values: [65536, 1] },
      b: { shape: [2, 1], dtype: "int32", values: [65536, 2] },
    },
    "the sum 4294967298 does not fit into int32, which stands for PyTorch's int64 here",
  ),
  fails("add", { a: f(3), b: { shape: [3], dtype: "float64" } }, "add of float and double is not supported"),
  fails(
    "add",
    { a: { shape: [3], dtype: "bool" }, b: { shape: [3], dtype: "bool" } },
    "add of bool and bool is not supported",
  ),
  fails(
    "index",
    { x: f(3), 0: { shape: [3], dtype: "bool" } },
    "index with a mask is not supported: expected int32 indices",
  ),
  fails("index", { x: f(3) }, "index expects at least one tensor of indices"),
  fails("one_hot", { x: { shape: [2], dtype: "int32" } }, "num_classes is -1, expected a whole number of 1 or more", {
    num_classes: -1,
  }),
  fails("cat", { 0: f(3), 1: { shape: [3], dtype: "float64" } }, "cat of float and double is not supported"),
  fails(
    "masked_fill",
    { x: f(3), mask: f(3) },
    "masked_fill only supports boolean masks, but got mask with dtype float",
    { value: 0 },
  ),
  fails("clamp", { x: f(3) }, "a bound is nan, expected a number, inf or -inf", { min: NaN }),
  fails(
    "where",
    { condition: { shape: [3], dtype: "bool" }, a: f(3), b: { shape: [3], dtype: "float64" } },
    "where of float and double is not supported",
  ),
  fails(
    "cumsum",
    { x: { shape: [2], dtype: "int32", values: [2147483647, 1] } },
    "the sum 2147483648 does not fit into int32, which stands for PyTorch's int64 here",
    { dim: 0 },
  ),
  fails("max", { x: f(3) }, "max with keepdim is not supported without dim", { keepdim: true }),
  fails(
    "embedding",
    { C: { shape: [3, 2], dtype: "int32" }, ids: { shape: [1], dtype: "int32" } },
    "embedding in a table of int32 is not supported: expected floats",
  ),
  fails("view", { x: f(7) }, "invalid shape dimension 3.5", { shape: [3.5, 2] }),
  fails("view", { x: f(1) }, "shape [1, 1, 1, 1, 1, 1, 1, 1, 1] has 9 dimensions, at most 8 are allowed", {
    shape: [1, 1, 1, 1, 1, 1, 1, 1, 1],
  }),
  fails("slice", { x: f(7) }, "slice step must be positive", { dim: 0, step: NaN }),
  fails("transpose", { x: f(7) }, "Dimension out of range (expected to be in range of [-1, 0], but got 0.5)", {
    dim0: 0.5,
    dim1: 0,
  }),
  fails("expand", { x: f(3, 1) }, "invalid shape dimension -2", { shape: [3, -2] }),
  fails("expand", { x: f(1) }, "shape [67108865] has 67,108,865 elements, at most 67,108,864 are allowed", {
    shape: [67108865],
  }),
  ...[-0.1, NaN].map((label_smoothing) =>
    fails(
      "cross_entropy",
      { logits: f(2, 3), target: { shape: [2], dtype: "int32" } },
      `label_smoothing must be between 0.0 and 1.0. Got: ${label_smoothing}`,
      { label_smoothing },
    ),
  ),
  fails(
    "cross_entropy",
    { logits: f(2, 3), target: f(2, 3) },
    "cross_entropy of logits [2, 3] and target [2, 3] is not supported: expected class indices as target, got class probabilities",
  ),
];

function fails(op: string, inputs: Named<Spec>, message: string, attributes: Attributes = {}): Failure {
  return { op, inputs, attributes, message };
}

const recorded = Object.values(recordings).flatMap(({ errors }) => errors);

it.each([...recorded, ...own].map((failure) => [failure.op, failure.message, failure] as const))(
  "%s says: %s",
  (_op, _message, { op: name, inputs, attributes, message }) => {
    const op = ops.find((candidate) => candidate.name === name)!;
    const tensors = mapped(inputs, ({ shape, dtype, values, transposed = false }) => {
      const tensor = tensorOf(dtype, shape, values);
      return transposed ? { ...tensor, shape: shape.toReversed(), stride: tensor.stride.toReversed() } : tensor;
    });
    let caught: unknown;
    try {
      applyOp(op, tensors, attributes);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(DiagnosticError);
    expect((caught as DiagnosticError).message).toBe(message);
    // And once more in plain words; a limit of our own is said in them at once.
    if (/at most [\d,]+ are allowed$/.test(message)) return;
    expect((caught as DiagnosticError).diagnostics[0]!.plain).toMatch(/^[^\n]+[.]$/);
  },
);

it("has a recorded refusal of every op that can refuse", () => {
  const without = ops.filter((op) => recordings[op.name]!.errors.length === 0 && canRefuse(op));
  // It takes every tensor, and there are no other dtypes.
  expect(without.map(({ name }) => name)).toEqual(["to"]);
  // None of the others is recorded for nothing.
  expect(ops.filter((op) => recordings[op.name]!.errors.length > 0 && !canRefuse(op))).toEqual([]);
});

/** Whether an op takes more than one tensor, or attributes, or not every tensor. */
function canRefuse(op: Op): boolean {
  if (op.inputs.length !== 1 || op.examples.some(({ attributes }) => attributes !== undefined)) return true;
  return DTYPES.some((dtype) =>
    SHAPES.some((shape) => {
      const x = tensorOf(dtype, shape);
      try {
        if (op.kind === "compute") op.shape({ [op.inputs[0]!]: x }, {});
        else op.window(x, {});
        return false;
      } catch (error) {
        if (error instanceof DiagnosticError) return true;
        throw error;
      }
    }),
  );
}

const DTYPES: readonly DType[] = ["float32", "float64", "int32", "bool"];
const SHAPES: readonly Shape[] = [[], [0], [3], [2, 3]];
