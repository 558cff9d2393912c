/** What PyTorch's CPU kernels give, to the bit: hashes that `make.py` recorded over the same numbers. */
import { describe, expect, it } from "vitest";
import { expandTensor } from "../../../src/tensor/expand.ts";
import { kernels } from "../../kernels.ts";
import { exp32 } from "../../../src/math/exp32.ts";
import { log32 } from "../../../src/math/log32.ts";
import { sigmoid32 } from "../../../src/math/sigmoid32.ts";
import { tanh32 } from "../../../src/math/tanh32.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { fixture } from "../../fixtures/fixture.ts";

type Sized = readonly (readonly [rows: number, columns: number, hash: number])[];

const { bits } = fixture("torch.json") as {
  bits: {
    readonly exp: number;
    readonly log: number;
    readonly tanh: number;
    readonly sigmoid: number;
    readonly tanh_backward: number;
    readonly randn: number;
    readonly sums: Sized;
    readonly cross_entropy: Sized;
    readonly cross_entropy_options: readonly (readonly [Shape, "mean" | "sum" | "none", number])[];
  };
};

/** Whole numbers below 2³², spread evenly. */
function scattered(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => Math.imul(at, 2654435761));
}

/** Between −factor / 2 and factor / 2. */
function fractions(shape: Shape, factor = 1): Tensor {
  const values = Float32Array.from(scattered(elements(shape)), (word) => word / 2 ** 32 - 0.5);
  return tensorOf(
    "float32",
    shape,
    values.map((value) => value * factor),
  );
}

/** FNV-1a over the bits of float32 numbers, word by word, every nan as 0x7fc00000. */
function hashed(...tensors: readonly Tensor[]): number {
  let hash = 0x811c9dc5;
  for (const { storage } of tensors) {
    const values = storage.data as Float32Array;
    for (const [at, word] of new Uint32Array(values.buffer, values.byteOffset, values.length).entries()) {
      hash = Math.imul(hash ^ (Number.isNaN(values[at]) ? 0x7fc00000 : word), 0x01000193);
    }
  }
  return hash >>> 0;
}

it.each([
  ["exp", exp32, bits.exp],
  ["log", log32, bits.log],
  ["tanh", tanh32, bits.tanh],
  ["sigmoid", sigmoid32, bits.sigmoid],
] as const)("%s, of 200,000 numbers of every exponent", (_, own, expected) => {
  const y = new Float32Array(scattered(200_000).buffer).map(own);
  expect(hashed(tensorOf("float32", [y.length], y))).toBe(expected);
});

it("randn, 50,000 of them", () => {
  const drawn = new Float32Array(50_000);
  new Generator(123).randn(drawn);
  expect(hashed(tensorOf("float32", [drawn.length], drawn))).toBe(bits.randn);
});

it("the derivative of tanh", () => {
  const [x, dy] = [fractions([5000], 6), fractions([5000])];
  const dx = tensorOf("float32", [5000]);
  kernels.tanh(x, x);
  kernels.tanhBackward(x, dy, dx);
  expect(hashed(dx)).toBe(bits.tanh_backward);
});

describe("the sum over", () => {
  it.each(bits.sums)("%i rows of %i columns", (rows, columns, expected) => {
    const y = tensorOf("float32", [columns]);
    kernels.accumulate(fractions([rows, columns], 4), expandTensor(y, [rows, columns]));
    expect(hashed(y)).toBe(expected);
  });
});

describe("log-softmax, cross entropy and their derivative for", () => {
  it.each(bits.cross_entropy)("%i rows of %i classes", (n, classes, expected) => {
    const logits = fractions([n, classes], 20);
    const target = tensorOf(
      "int32",
      [n],
      Array.from(scattered(n), (word) => word % classes),
    );
    const [loss, dloss] = [tensorOf("float32", []), tensorOf("float32", [], [1.7])];
    const [logProbabilities, dlogits] = [tensorOf("float32", [n, classes]), tensorOf("float32", [n, classes])];
    kernels.crossEntropy(logits, target, loss, logProbabilities);
    kernels.crossEntropyBackward(logProbabilities, target, dloss, dlogits);
    expect(hashed(logProbabilities, loss, dlogits)).toBe(expected);
  });
});

describe("cross entropy with an index that is ignored, and its derivative, for", () => {
  it.each(bits.cross_entropy_options)("logits %j, reduction %s", (shape, reduction, expected) => {
    const axis = shape.length === 1 ? 0 : 1;
    const [classes, size] = [shape[axis]!, shape.toSpliced(axis, 1)];
    const logits = fractions(shape, 20);
    const words = Array.from(scattered(elements(size)), (word) => word % classes);
    const target = tensorOf("int32", size, words);
    const options = { reduction, ignoreIndex: Math.floor(classes / 5) + 1, labelSmoothing: 0 };
    const own = reduction === "none" ? size : [];
    const [loss, dloss] = [tensorOf("float32", own), tensorOf("float32", own, new Array(elements(own)).fill(1.7))];
    const [logProbabilities, dlogits] = [tensorOf("float32", shape), tensorOf("float32", shape)];
    kernels.crossEntropy(logits, target, loss, logProbabilities, options);
    kernels.crossEntropyBackward(logProbabilities, target, dloss, dlogits, options);
    expect(hashed(loss, dlogits)).toBe(expected);
  });
});
