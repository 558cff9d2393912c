import { expect, it } from "vitest";
import { ops } from "../../src/ops/catalogue.ts";
import { elements } from "../../src/tensor/shape.ts";
import { tensorOf } from "../../src/tensor/tensor.ts";
import { decode, type Recorded } from "../fixtures/fixture.ts";
import { read } from "../tensor/layouts.ts";
import { applyOp, mapped, zeroGrads } from "./applyOp.ts";
import { recordings } from "./recordings.ts";

const edges = Object.values(recordings).flatMap((recorded) => recorded.edges);

it.each(edges.map((edge) => [edge.op, JSON.stringify(edge.inputs).slice(0, 60), edge] as const))(
  "%s is of PyTorch's class and sign at %s…",
  (_op, _inputs, { op: name, attributes, inputs, shapes, shape, out, grads: expected }) => {
    const op = ops.find((candidate) => candidate.name === name)!;
    const tensors = mapped(inputs, (values, input) =>
      tensorOf(input === "ids" || input === "target" ? "int32" : "float32", shapes[input]!, decode(values)),
    );
    const applied = applyOp(op, tensors, attributes);
    expect(applied.y.shape).toEqual(shape);
    // A fused multiply-add leaves the sign of a product that is too small on a zero; the BLAS that recorded has none.
    // PyTorch's gelu (oneDNN's) loses the sign of a zero.
    const signless = name === "matmul" || (name === "gelu" && attributes.approximate !== "tanh");
    const unsigned = (values: number[]): number[] => (signless ? values.map((value) => value + 0) : values);
    expect(unlike(unsigned(read(applied.y)), unsigned(decode(out)))).toEqual([]);
    if (Object.keys(expected).length === 0) return;
    const grads = zeroGrads(tensors);
    applied.backward(tensorOf(applied.y.dtype, shape, new Array<number>(elements(shape)).fill(1)), grads);
    for (const [input, grad] of Object.entries(grads)) {
      // The sum of probabilities is constant: what is left of its gradient is rounding.
      const kept = (value: number): number => (name.endsWith("softmax") && Math.abs(value) < 1e-7 ? 0 : value);
      expect(unlike(read(grad).map(kept), added(expected[input]!).map(kept)), `d${input}`).toEqual([]);
    }
  },
);

it("overflows in the middle of a sum, as PyTorch does", () => {
  const matmul = ops.find(({ name }) => name === "matmul")!;
  const a = tensorOf("float32", [1, 2], [1e30, -1e30]);
  const b = tensorOf("float32", [2, 1], [1e30, 1e30]);
  expect(read(applyOp(matmul, { a, b }).y)).toEqual([NaN]);
});

/** A gradient is added to zeros, which leaves no −0. */
function added(recorded: readonly Recorded[]): number[] {
  return decode(recorded).map((value) => value + 0);
}

/** The places where two lists differ in class (nan, infinite, zero), sign, or by more than rounding. */
function unlike(found: readonly number[], expected: readonly number[]): string[] {
  return expected.flatMap((wanted, at) => {
    const value = found[at]!;
    if (Object.is(value, wanted)) return [];
    const close = Math.abs(value - wanted) <= Math.max(1.3e-6 * Math.abs(wanted), 1.5e-45);
    const alike = close && Object.is(Math.sign(value), Math.sign(wanted));
    return alike
      ? []
      : [`${at}: ${Object.is(value, -0) ? "-0" : value} instead of ${Object.is(wanted, -0) ? "-0" : wanted}`];
  });
}
