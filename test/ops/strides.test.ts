import { expect, it } from "vitest";
import { contiguousStride, elements } from "../../src/base/place.ts";
import { ops } from "../../src/ops/catalogue.ts";
import { dropout } from "../../src/ops/dropout.ts";
import type { Attributes, TensorSpec } from "../../src/ops/contract/op.ts";
import { planTensor } from "../../src/tensor/tensor.ts";
import { outputOf } from "../../src/program/compile/outputOf.ts";
import { fixture } from "../fixtures/fixture.ts";
import { withAttributes } from "../fixtures/fixture.ts";
import type { Named } from "./applyOp.ts";

/** How PyTorch's result of inputs that lie so lies. */
interface Recorded {
  readonly op: string;
  readonly inputs: Named<TensorSpec>;
  readonly attributes: Attributes;
  readonly stride: readonly number[];
}

const recorded = withAttributes(fixture("strides.json") as readonly Recorded[]);

/** Where PyTorch hands back its input, of which Wiregrad makes a copy, gaps and repeats and all. */
const ITSELF = "its input itself";
const OTHERS: Named<string> = {
  to: ITSELF,
  contiguous: ITSELF,
  dropout: ITSELF,
  batch_norm: "a tensor of no elements as its input",
};

const computing = ops.filter(({ kind, name }) => kind === "compute" && recorded.some(({ op }) => op === name));

it.each(computing.map((op) => [op.name, op] as const))("a result of %s lies as PyTorch's does", (name, op) => {
  const others = recorded
    .filter((item) => item.op === name)
    .flatMap(({ inputs, attributes, stride }) => {
      const tensors = Object.fromEntries(
        Object.entries(inputs).map(([input, spec]) => [input, { ...planTensor(spec.dtype, spec.shape), ...spec }]),
      );
      const { output } = outputOf(op, tensors, attributes);
      const isCopy = name in OTHERS && (isLike(inputs, stride) || elements(output.shape) === 0);
      return String(output.stride) === String(stride) || isCopy
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
  const keeping = computing.flatMap((op) => (op.kind === "compute" && op.stride !== undefined ? [op.name] : []));
  expect(new Set(uneven.map(({ op }) => op))).toEqual(new Set([...keeping, ...Object.keys(OTHERS)]));
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

function isLike(inputs: Named<TensorSpec>, stride: readonly number[]): boolean {
  return String(Object.values(inputs)[0]!.stride) === String(stride);
}
