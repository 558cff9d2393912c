import { expect, test } from "vitest";
import { Generator } from "../../src/tensor/rng/generator.ts";
import { generatorBytes } from "../../src/torch/generatorBytes.ts";

function fields(generator: Generator, seed: number) {
  const bytes = generatorBytes(generator.state(), seed);
  const view = new DataView(bytes.buffer);
  return {
    length: bytes.length,
    seed: Number(view.getBigUint64(0, true)),
    left: view.getInt32(8, true),
    seeded: view.getInt32(12, true),
    next: Number(view.getBigUint64(16, true)),
    normal: view.getFloat64(5024, true),
    hasNormal: view.getInt32(5040, true),
  };
}

// As struct.unpack("<QiiQ624Q3di4xf?3x", …) of torch.Generator().manual_seed(5).get_state() gives them in PyTorch 1.13.
test("the bytes say where the generator stands, as PyTorch's own say it", () => {
  const generator = new Generator(5);
  generator.randn(new Float32Array(3));
  expect(fields(generator, 5)).toEqual({
    length: 5056,
    seed: 5,
    left: 617,
    seeded: 1,
    next: 8,
    normal: expect.closeTo(0.6675243015344896, 12) as number,
    hasNormal: 1,
  });
  generator.randn(new Float32Array(1));
  generator.randint(new Int32Array(702), 5);
  expect(fields(generator, 5)).toMatchObject({ left: 539, next: 86, normal: 0, hasNormal: 0 });
});

test("words of 32 bits stand in 64", () => {
  const bytes = generatorBytes(new Generator(5).state(), 5);
  const view = new DataView(bytes.buffer);
  expect([0, 1, 2].map((at) => Number(view.getBigUint64(24 + 8 * at, true)))).toEqual([5, 472231674, 2253902500]);
});
