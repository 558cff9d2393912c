import { describe, expect, it } from "vitest";
import { elements } from "../../../src/base/stridedLayout.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { isFloat } from "../../../src/tensor/dtype.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { ops } from "../../../src/ops/catalogue.ts";
import { difference } from "../../tensor/close.ts";
import { read } from "../../tensor/layouts.ts";
import { applyOp, mapped, zeroGrads, type Named } from "./applyOp.ts";
import { cases, dtypeIn, titleOf, without, type Case } from "./cases.ts";

const differentiable = ops.filter((op) => op.kind === "view" || op.backward !== undefined);

/*
 * Where a tensor has two uses, PyTorch has the gradient of each in a tensor of its own, rounded, and rounds their sum. An op
 * that adds to the gradient that is there must come to the same bits.
 */
describe.each(differentiable.map((op) => [op.name, op] as const))("%s", (_, op) => {
  const own = cases.filter(({ op: name }) => name === op.name);
  it.each(own.map((item, at) => [titleOf(item), at, item] as const))(
    "%s: what it adds to a gradient is rounded before",
    (_title, at, item) => {
      const generator = new Generator(at);
      const inputs = inputsOf(item, generator);
      const applied = applyOp(op, inputs, item.attributes);
      if (!isFloat(applied.y.dtype)) return;
      const dy = normal(applied.y.shape, generator);
      const alone = zeroGrads(without(item.constant ?? [], inputs));
      applied.backward(dy, alone);
      const before = mapped(alone, ({ shape }) => normal(shape, generator));
      const after = mapped(before, ({ dtype, shape }, name) => tensorOf(dtype, shape, read(before[name]!)));
      applied.backward(dy, after);
      for (const [name, grad] of Object.entries(after)) {
        const wanted = read(alone[name]!).map((part, place) => Math.fround(read(before[name]!)[place]! + part));
        if (!addsSeveralSums(item, name, applied.y.shape)) expect(read(grad), name).toEqual(wanted);
        else expect(difference(read(grad), wanted, 4 * 2 ** -23, 4 * 2 ** -23), name).toBeNull();
      }
    },
  );
});

/**
 * Whether several sums go to one place one after the other, the first of them to what is there: what is repeated along
 * more than one dimension, rows that are picked twice, the matrices of a batch. Their order is then not PyTorch's.
 */
function addsSeveralSums({ op, inputs }: Case, name: string, result: Shape): boolean {
  if (["embedding", "gather", "index"].includes(op)) return true;
  if (op === "matmul") return inputs["b"]!.length > 2;
  const own = inputs[name]!;
  if (op === "batch_norm" && name !== "x") return result.length > 2;
  const missing = result.length - own.length;
  return result.filter((size, axis) => size > 1 && (own[axis - missing] ?? 1) === 1).length > 1;
}

function inputsOf(item: Case, generator: Generator): Named<Tensor> {
  return mapped(item.inputs, (shape, name): Tensor => {
    const dtype = dtypeIn(item, name, "float32");
    if (dtype !== "float32") {
      const below = item.below?.[name] ?? 2;
      return tensorOf(
        dtype,
        shape,
        Array.from({ length: elements(shape) }, (_, place) => (place * 7 + 1) % below),
      );
    }
    const positive = item.domains?.[name] === undefined ? (x: number) => x : (x: number) => Math.abs(x) + 0.5;
    return tensorOf(dtype, shape, read(normal(shape, generator)).map(positive));
  });
}

function normal(shape: readonly number[], generator: Generator): Tensor {
  const values = new Float32Array(elements(shape));
  generator.randn(values);
  return tensorOf("float32", shape, [...values]);
}
