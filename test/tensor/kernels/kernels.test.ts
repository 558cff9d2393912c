import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, it, vi } from "vitest";
import type { DType } from "../../../src/tensor/dtype.ts";
import { expandTensor } from "../../../src/tensor/expand.ts";
import { gemm } from "../../../src/tensor/kernels/gemm.ts";
import { gemmOfAny } from "../../../src/tensor/kernels/gemmOfAny.ts";
import type { Matrix } from "../../../src/tensor/kernels/matrix.ts";
import { kernels } from "../../kernels.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { laidOut, LAYOUTS, offsetsOf, read } from "../layouts.ts";

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 });
const layouts = fc.constantFrom(...LAYOUTS);

/** Numbers that differ from place to place, negative ones and fractions among them. */
function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => ((at * 37) % 23) / 4 - 2);
}

describe("elementwise kernels agree with the definition, however the tensors lie", () => {
  property.prop([shapes, layouts, layouts, layouts])("copy, add, accumulate, fill", (shape, first, second, third) => {
    const count = elements(shape);
    const a = laidOut(first, "float32", shape, numbers(count));
    const b = laidOut(second, "float32", shape, numbers(count).toReversed());
    const sums = read(a).map((value, at) => value + read(b)[at]!);

    const y = tensorOf("float32", shape);
    kernels.add(a, b, y);
    expect(read(y)).toEqual(sums);

    kernels.copy(a, y);
    expect(read(y)).toEqual(read(a));

    // Into a window of any layout; where y repeats, accumulating sums up.
    const window = laidOut(third, "float32", shape, numbers(count));
    const expected = [...window.storage.data];
    for (const [at, offset] of offsetsOf(window).entries()) expected[offset]! += read(a)[at]!;
    kernels.accumulate(a, window);
    expect([...window.storage.data]).toEqual(expected);

    const inside = new Set(offsetsOf(window));
    kernels.fill(window, 7);
    expect([...window.storage.data]).toEqual(expected.map((value, offset) => (inside.has(offset) ? 7 : value)));
  });

  it("sums over several dimensions at once", () => {
    const ones = tensorOf("float32", [3, 1000, 5, 100], new Array<number>(1_500_000).fill(0.1));
    const sum = tensorOf("float32", [1, 5, 1]);
    kernels.accumulate(ones, expandTensor(sum, [3, 1000, 5, 100]));
    for (const value of read(sum)) expect(Math.abs(value / (300_000 * Math.fround(0.1)) - 1)).toBeLessThan(1e-5);
  });

  it.each<[DType, number[], DType, number[]]>([
    ["float32", [1.9, -1.9, 0, 3e9, -3e9, NaN], "int32", [1, -1, 0, -2147483648, -2147483648, -2147483648]],
    ["float32", [0.5, -0, 256, NaN], "bool", [1, 0, 1, 1]],
    ["int32", [16777217, -3, 0, 7], "float32", [16777216, -3, 0, 7]],
    ["bool", [1, 0, 1, 1], "float64", [1, 0, 1, 1]],
    ["float64", [0.1, 1e39, -1e-46, 2], "float32", [Math.fround(0.1), Infinity, -0, 2]],
  ])("copy converts %s to %s", (from, values, to, expected) => {
    const y = tensorOf(to, [values.length]);
    kernels.copy(tensorOf(from, [values.length], values), y);
    expect(read(y)).toEqual(expected);
  });

  it("fill sets a mask to 1 for every number but 0", () => {
    const y = tensorOf("bool", [2]);
    kernels.fill(y, 256);
    expect(read(y)).toEqual([1, 1]);
    kernels.fill(y, 0);
    expect(read(y)).toEqual([0, 0]);
  });

  it("sgd rounds the learning rate, the product and the sum, as the notebook's update", () => {
    const parameter = tensorOf("float32", [3], [1, -2, 3e7]);
    kernels.sgd(parameter, tensorOf("float32", [3], [0.3, 5, 7]), { lr: 0.1 });
    expect(read(parameter)).toEqual([0.9700000286102295, -2.5, 3e7]);
    const double = tensorOf("float64", [1], [1]);
    kernels.sgd(double, tensorOf("float64", [1], [1]), { lr: 0.1 });
    expect(read(double)).toEqual([0.9]);
  });
});

describe("matrix products", () => {
  const size = fc.integer({ min: 0, max: 11 });
  const step = fc.record({
    row: fc.integer({ min: 1, max: 3 }),
    swap: fc.boolean(),
    offset: fc.integer({ min: 0, max: 3 }),
  });

  /** A rows×columns matrix of float32 in row- or column-major order, with gaps. */
  function matrixOf(
    rows: number,
    columns: number,
    { row, swap, offset }: { row: number; swap: boolean; offset: number },
  ): Matrix {
    const data = Float32Array.from({ length: offset + row * (rows + 1) * (columns + 1) }, (_, at) =>
      Math.sin(at * 1.3),
    );
    return swap ? { data, offset, row: 1, column: rows * row } : { data, offset, row: columns * row, column: 1 };
  }

  property.prop([size, size, size, step, step, step, fc.boolean()], { numRuns: 300 })(
    "the float32 tiles give the bits of the plain triple loop",
    (m, n, k, aStep, bStep, cStep, accumulates) => {
      const a = matrixOf(m, k, aStep);
      const b = matrixOf(k, n, bStep);
      const c = matrixOf(m, n, cStep);
      const expected = { ...c, data: c.data.slice() };
      gemmOfAny(m, n, k, a, b, expected, accumulates);
      gemm(m, n, k, a, b, c, accumulates);
      expect(c.data).toEqual(expected.data);
    },
  );

  it("are within n·ε of the product in float64", () => {
    const [m, k, n] = [37, 1009, 29];
    const values = (count: number, seed: number): Float32Array =>
      Float32Array.from({ length: count }, (_, at) => Math.sin(at * 0.7 + seed));
    const a = tensorOf("float32", [m, k], values(m * k, 1));
    const b = tensorOf("float32", [k, n], values(k * n, 2));
    const y = tensorOf("float32", [m, n]);
    kernels.matmul(a, b, y);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        let size = 0;
        for (let t = 0; t < k; t++) {
          const product = a.storage.data[i * k + t]! * b.storage.data[t * n + j]!;
          sum += product;
          size += Math.abs(product);
        }
        expect(Math.abs(y.storage.data[i * n + j]! - sum)).toBeLessThanOrEqual(size * k * 2 ** -24);
      }
    }
  });

  it("walk leading dimensions that do not lie evenly", () => {
    const values = numbers(2 * 3 * 5 * 4);
    const even = tensorOf("float32", [2, 3, 5, 4], values);
    const uneven: Tensor = { ...tensorOf("float32", [2, 5, 3, 4]), shape: [2, 3, 5, 4], stride: [60, 4, 12, 1] };
    kernels.copy(even, uneven);
    const b = tensorOf("float32", [4, 2], numbers(8));
    const [y, other] = [tensorOf("float32", [2, 3, 5, 2]), tensorOf("float32", [2, 3, 5, 2])];
    kernels.matmul(even, b, y);
    kernels.matmul(uneven, b, other);
    expect(read(other)).toEqual(read(y));
    expect(elements(y.shape)).toBe(60);
  });
});

describe("rows", () => {
  it("gatherRows picks rows of any dtype and rank, in the index's order", () => {
    const x = tensorOf("int32", [4, 3], [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    const y = tensorOf("int32", [2, 3]);
    kernels.gatherRows(x, tensorOf("int32", [2], [3, 1]), y);
    expect(read(y)).toEqual([3, 3, 3, 1, 1, 1]);
    const labels = tensorOf("int32", [3]);
    kernels.gatherRows(tensorOf("int32", [4], [5, 6, 7, 8]), tensorOf("int32", [3], [2, 2, 0]), labels);
    expect(read(labels)).toEqual([7, 7, 5]);
    kernels.gatherRows(x, tensorOf("int32", [0]), tensorOf("int32", [0, 3]));
    expect(() => kernels.gatherRows(x, tensorOf("int32", [2], [0, 4]), y)).toThrow("index out of range in self");
  });
});

describe("cross_entropy", () => {
  it("does not overflow, and is as coarse as PyTorch's for a certain prediction", () => {
    const target = tensorOf("int32", [2], [0, 0]);
    const loss = tensorOf("float32", []);
    const logProbabilities = tensorOf("float32", [2, 3]);
    const gradient = (certain: number): number[] => {
      const grad = tensorOf("float32", [2, 3]);
      const logits = tensorOf("float32", [2, 3], [1e4, -1e4, 0, certain, 0, 0]);
      kernels.crossEntropy(logits, target, loss, logProbabilities);
      kernels.crossEntropyBackward(logProbabilities, target, tensorOf("float32", [], [1]), grad);
      return read(grad);
    };
    expect(gradient(14)).toEqual([0, 0, 0, -8.344650268554688e-7, 4.157635657975334e-7, 4.157635657975334e-7]);
    expect(read(loss)).toEqual([8.344643447344424e-7]);
    expect(gradient(20).slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(read(loss)).toEqual([0]);
  });

  it("is nan for an empty batch, as PyTorch's mean of nothing", () => {
    const loss = tensorOf("float32", []);
    kernels.crossEntropy(tensorOf("float32", [0, 3]), tensorOf("int32", [0]), loss, tensorOf("float32", [0, 3]));
    expect(read(loss)).toEqual([NaN]);
  });
});

it("float32 and random numbers never ask the engine for what it may round as it likes", () => {
  const spies = (["exp", "expm1", "log", "log1p", "tanh", "sin", "cos", "pow"] as const).map((name) =>
    vi.spyOn(Math, name),
  );
  const x = tensorOf("float32", [2, 3], [1, 2, 3, -1, -2, 0.001]);
  const [y, dx, loss] = [tensorOf("float32", [2, 3]), tensorOf("float32", [2, 3]), tensorOf("float32", [])];
  const target = tensorOf("int32", [2], [1, 2]);
  kernels.tanh(x, y);
  kernels.tanhBackward(y, x, dx);
  kernels.crossEntropy(x, target, loss, y);
  kernels.crossEntropyBackward(y, target, loss, dx);
  const generator = new Generator(1);
  generator.randn(new Float32Array(20));
  generator.randn(new Float32Array(3));
  generator.multinomial(new Int32Array(1), Float32Array.of(1, 2));
  expect(spies.map((spy) => spy.mock.calls.length)).toEqual(spies.map(() => 0));
  vi.restoreAllMocks();
});
