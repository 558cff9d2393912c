import { expect, it } from "vitest";
import { ops } from "../../../src/ops/catalogue.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import type { DType } from "../../../src/tensor/dtype.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";
import { decode, type Recorded } from "../../fixtures/fixture.ts";
import { read } from "../../tensor/layouts.ts";
import { applyOp, mapped, zeroGrads } from "./applyOp.ts";
import { recordings } from "./recordings.ts";

const edges = Object.values(recordings).flatMap((recorded) => recorded.edges);

/**
 * At how many of all pairs of ends the result and its gradient are of another class or sign than PyTorch's. A list that
 * may only shrink. PyTorch's formulas overflow, or cancel, at other places than those that keep more digits.
 */
const OTHERS: Readonly<Record<string, { readonly out: number; readonly x: number }>> = {
  // Two of the largest numbers: their mean is infinite in PyTorch's backward.
  std: { out: 0, x: 4 },
  var: { out: 0, x: 4 },
  // Σ dy · x overflows beside a 1 / √var of 0, or is lost in a sum of 1e38 and its negative.
  layer_norm: { out: 89, x: 72 },
  // As layer_norm; and x · r − mean · r gives 0 where (x − mean) · r gives −0.
  batch_norm: { out: 54, x: 4 },
};

const INDICES = new Set(["cross_entropy target", "embedding ids", "gather index", "index 0"]);
const MASKS = new Set(["masked_fill mask", "where condition"]);

it.each(edges.map((edge) => [edge.op, JSON.stringify(edge.inputs).slice(0, 60), edge] as const))(
  "%s is of PyTorch's class and sign at %s…",
  (_op, _inputs, { op: name, attributes, inputs, shapes, shape, out, dy, grads: expected }) => {
    const op = ops.find((candidate) => candidate.name === name)!;
    const tensors = mapped(inputs, (values, input) =>
      tensorOf(dtypeOf(`${name} ${input}`), shapes[input]!, decode(values)),
    );
    const applied = applyOp(op, tensors, attributes);
    expect(applied.y.shape).toEqual(shape);
    // A fused multiply-add leaves the sign of a product that is too small on a zero; the BLAS that recorded has none.
    // PyTorch's gelu (oneDNN's) loses the sign of a zero.
    const signless = name === "matmul" || (name === "gelu" && attributes.approximate !== "tanh");
    const unsigned = (values: number[]): number[] => (signless ? values.map((value) => value + 0) : values);
    const others = decode(Object.values(inputs)[0]!).length > 300 ? OTHERS[name] : undefined;
    expectAlike(unlike(unsigned(read(applied.y)), unsigned(decode(out))), "out", others?.out);
    if (Object.keys(expected).length === 0) return;
    const grads = zeroGrads(tensors);
    const weights = dy === undefined ? new Array<number>(elements(shape)).fill(1) : decode(dy);
    applied.backward(tensorOf(applied.y.dtype, shape, weights), grads);
    for (const [input, grad] of Object.entries(grads)) {
      // The sum of probabilities is constant: what is left of its gradient is rounding.
      const kept = (value: number): number => (name.endsWith("softmax") && Math.abs(value) < 1e-7 ? 0 : value);
      expectAlike(unlike(read(grad).map(kept), added(expected[input]!).map(kept)), `d${input}`, others?.x);
    }
  },
);

function dtypeOf(input: string): DType {
  if (MASKS.has(input)) return "bool";
  return INDICES.has(input) ? "int32" : "float32";
}

it("overflows in the middle of a sum, as PyTorch does", () => {
  const matmul = ops.find(({ name }) => name === "matmul")!;
  const a = tensorOf("float32", [1, 2], [1e30, -1e30]);
  const b = tensorOf("float32", [2, 1], [1e30, 1e30]);
  expect(read(applyOp(matmul, { a, b }).y)).toEqual([NaN]);
});

function expectAlike(differences: readonly string[], part: string, others = 0): void {
  if (others === 0) expect(differences, part).toEqual([]);
  else expect(differences.length, part).toBe(others);
}

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

it("has edges of every op that takes floats, and formulas have theirs in expression.json", () => {
  const without = ops.filter(({ name }) => recordings[name]!.edges.length === 0).map(({ name }) => name);
  expect(without).toEqual(["expression", "one_hot"]);
});
