import { expect, it } from "vitest";
import { contiguousStride, elements } from "../../../src/base/stridedLayout.ts";
import { ops } from "../../../src/ops/catalogue.ts";
import { dropout } from "../../../src/ops/dropout.ts";
import { flatten } from "../../../src/ops/flatten.ts";
import { orHandedBack } from "../../../src/ops/handedBack.ts";
import type { Attributes, TensorSpec } from "../../../src/ops/contract/op.ts";
import { planTensor } from "../../../src/tensor/tensor.ts";
import { outputOf } from "../../../src/program/compile/outputOf.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { withAttributes } from "../../fixtures/fixture.ts";
import type { Named } from "./applyOp.ts";

/** How PyTorch's result of inputs that lie so lies. */
interface Recorded {
  readonly op: string;
  readonly inputs: Named<TensorSpec>;
  readonly attributes: Attributes;
  readonly stride: readonly number[];
}

const recorded = withAttributes(fixture("strides.json") as readonly Recorded[]);

const computing = ops.filter(({ kind, name }) => kind === "compute" && recorded.some(({ op }) => op === name));

it.each(computing.map((op) => [op.name, op] as const))("a result of %s lies as PyTorch's does", (name, op) => {
  const others = recorded
    .filter((item) => item.op === name)
    .flatMap(({ inputs, attributes, stride }) => {
      const tensors = Object.fromEntries(
        Object.entries(inputs).map(([input, spec]) => [input, { ...planTensor(spec.dtype, spec.shape), ...spec }]),
      );
      const { output } = outputOf(orHandedBack<string, Attributes>(op, tensors, attributes), tensors, attributes);
      // Of a batch without elements PyTorch's result lies as its input.
      const isEmptyBatch = name === "batch_norm" && elements(output.shape) === 0;
      return String(output.stride) === String(stride) || isEmptyBatch
        ? []
        : [{ inputs, attributes, stride, ours: output.stride }];
    });
  expect(others).toEqual([]);
});

it("has results that do not lie contiguously, of the ops that keep an order", () => {
  const uneven = recorded.filter(({ op, inputs, attributes, stride }) => {
    const found = ops.find(({ name }) => name === op);
    if (found?.kind !== "compute") return false;
    return String(contiguousStride(found.shape(inputs, attributes).shape)) !== String(stride);
  });
  const keeping = computing.flatMap((op) =>
    op.kind === "compute" && (op.stride !== undefined || op.handsBack !== undefined) ? [op.name] : [],
  );
  expect(new Set(uneven.map(({ op }) => op))).toEqual(new Set(keeping));
  expect(uneven.length).toBeGreaterThan(200);
});

it.each([
  { shape: [3, 3, 2], stride: [1, 0, 3], wanted: [6, 2, 1] },
  { shape: [1, 3, 2, 1], stride: [3, 1, 3, 1], wanted: [3, 1, 3, 1] },
  { shape: [1, 3], stride: [1, 1], wanted: [3, 1] },
])("what is dropped out of $shape that lies by $stride lies by $wanted, as PyTorch's", ({ shape, stride, wanted }) => {
  const { output } = outputOf(dropout, { x: { ...planTensor("float32", shape), stride } }, { p: 0.5 });
  expect(output.stride).toEqual(wanted);
});

it.each([
  { shape: [1, 3], stride: [1, 1], attributes: { start_dim: 1 }, wanted: [1, 1] },
  { shape: [3, 2], stride: [1, 3], attributes: { start_dim: -1 }, wanted: [1, 3] },
  { shape: [2, 2, 3], stride: [1, 6, 2], attributes: { start_dim: 1, end_dim: 1 }, wanted: [1, 6, 2] },
])(
  "a single dimension of $shape that lies by $stride is flattened to itself",
  ({ shape, stride, attributes, wanted }) => {
    const { output } = outputOf(flatten, { x: { ...planTensor("float32", shape), stride } }, attributes);
    expect(output).toMatchObject({ shape, stride: wanted });
  },
);
