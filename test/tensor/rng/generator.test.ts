import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { Mt19937 } from "../../../src/tensor/rng/mt19937.ts";
import { randn_ } from "../../../src/tensor/init/randn_.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";
import { fixture } from "../../fixtures/fixture.ts";
import type { Named } from "../../contract/ops/applyOp.ts";
import { ulps } from "../close.ts";
import { read } from "../layouts.ts";

type Numbers = readonly number[];

const recorded = (fixture("generator.json") as { seed42: Named<Numbers> }).seed42;
const notebook = fixture("notebook.json") as { shapes: Named<Numbers>; initial: Named<Numbers> };
const streams = (
  fixture("torch.json") as {
    streams: { weights: Numbers; drawn: readonly (Named<Numbers> & { readonly seed: number })[] };
  }
).streams;

function floats(count: number, draw: (out: Float32Array) => void): number[] {
  const out = new Float32Array(count);
  draw(out);
  return [...out];
}

function integers(count: number, draw: (out: Int32Array) => void): number[] {
  const out = new Int32Array(count);
  draw(out);
  return [...out];
}

function expectWithin(limit: number, found: Numbers, expected: Numbers): void {
  expect(found.length).toBe(expected.length);
  for (const [at, value] of found.entries()) {
    // A recorded number may be written shorter than its float32 is long.
    expect(ulps(value, Math.fround(expected[at]!)), `element ${at}: ${value}, ${expected[at]}`).toBeLessThanOrEqual(
      limit,
    );
  }
}

it("mt19937 gives the sequence that its authors published", () => {
  const engine = new Mt19937();
  engine.seed(5489);
  for (let i = 1; i < 10_000; i++) engine.next();
  expect(engine.next()).toBe(4123659995);
});

property.prop([
  fc.nat(),
  fc.oneof(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer({ min: 2 ** 30 - 2, max: 2 ** 30 + 2 })),
])("mt19937's numbers below a bound are the rest of its numbers", (seed, count) => {
  const [one, other] = [new Mt19937(), new Mt19937()];
  one.seed(seed);
  other.seed(seed);
  for (let at = 0; at < 700; at++) expect(one.below(count)).toBe(other.next() % count);
});

it("draws what PyTorch drew from seed 42, in that order", () => {
  const generator = new Generator(42);
  const rand = (out: Float32Array): void => generator.rand(out);
  const randn = (out: Float32Array): void => generator.randn(out);
  expectWithin(0, floats(5, rand), recorded.rand5!);
  expectWithin(0, floats(3, randn), recorded.randn3!);
  expectWithin(0, floats(20, randn), recorded.randn20!);
  expect(integers(32, (out) => generator.randint(out, 228146))).toEqual(recorded.randint32);
  expect(integers(10, (out) => generator.randperm(out))).toEqual(recorded.randperm10);
  expectWithin(0, floats(4, randn), recorded.randn4!);
  expectWithin(0, floats(37, randn), recorded.randn37!);
  const weights = Float32Array.of(0.1, 0.2, 0.3, 0.4);
  expect(integers(8, (out) => generator.multinomial(out, weights, true))).toEqual(recorded.multinomial);
});

it("draws the notebook's parameters", () => {
  const generator = new Generator(2147483647);
  for (const name of ["C", "W1", "b1", "W2", "b2"]) {
    const tensor = tensorOf("float32", notebook.shapes[name]!);
    randn_(tensor, generator);
    expectWithin(0, read(tensor), notebook.initial[name]!);
  }
});

it.each(streams.drawn.map((drawn) => [drawn.seed, drawn] as const))(
  "draws what PyTorch drew from seed %s",
  (seed, drawn) => {
    const generator = new Generator(seed);
    const weights = Float32Array.from(streams.weights);
    const randn = (out: Float32Array): void => generator.randn(out);
    expectWithin(
      0,
      floats(3, (out) => generator.rand(out)),
      drawn.rand!,
    );
    const one = drawn.one!.map(() => integers(1, (out) => generator.multinomial(out, weights))[0]);
    expect(one).toEqual(drawn.one);
    expect(integers(12, (out) => generator.multinomial(out, weights, true))).toEqual(drawn.several);
    expect(integers(5, (out) => generator.multinomial(out, weights))).toEqual(drawn.distinct);
    expectWithin(0, floats(15, randn), drawn.randn15!);
    expectWithin(0, floats(16, randn), drawn.randn16!);
    expectWithin(0, floats(1, randn), drawn.randn1!);
    expectWithin(0, floats(33, randn), drawn.randn33!);
    expect(integers(17, (out) => generator.randperm(out))).toEqual(drawn.randperm);
    expect(integers(5, (out) => generator.randint(out, 1000, -3))).toEqual(drawn.randint);
  },
);

describe("a generator's state", () => {
  const draw = fc.tuple(
    fc.constantFrom("rand", "randn", "randint", "randperm", "multinomial"),
    fc.integer({ min: 1, max: 700 }),
  );

  function run(generator: Generator, draws: readonly [string, number][]): number[] {
    return draws.flatMap(([kind, count]) => {
      switch (kind) {
        case "rand":
          return floats(count, (out) => generator.rand(out));
        case "randn":
          return floats(count, (out) => generator.randn(out));
        case "randint":
          return integers(count, (out) => generator.randint(out, 2147483647));
        case "randperm":
          return integers(count, (out) => generator.randperm(out));
        default:
          return integers(count, (out) => generator.multinomial(out, Float32Array.of(1, 2, 3), true));
      }
    });
  }

  property.prop([fc.integer(), fc.array(draw, { maxLength: 6 }), fc.array(draw, { minLength: 1, maxLength: 6 })])(
    "goes on where it was taken, in any generator, also after structuredClone",
    (seed, before, after) => {
      const generator = new Generator(seed);
      run(generator, before);
      const state = structuredClone(generator.state());
      const expected = run(generator, after);
      const other = new Generator(seed + 1);
      run(other, [["randn", 1]]);
      other.restore(state);
      expect(run(other, after)).toEqual(expected);
      generator.restore(state);
      expect(run(generator, after)).toEqual(expected);
    },
  );

  it("keeps the second of a pair of normal numbers", () => {
    const generator = new Generator(3);
    run(generator, [["randn", 1]]);
    const state = generator.state();
    const second = run(generator, [["randn", 1]]);
    const other = new Generator(4);
    other.restore(state);
    expect(run(other, [["randn", 1]])).toEqual(second);
  });

  it("is a copy", () => {
    const generator = new Generator(1);
    const state = generator.state();
    const words = state.words.slice();
    run(generator, [["rand", 2000]]);
    expect(state.words).toEqual(words);
  });

  it("manualSeed forgets the second normal number", () => {
    const generator = new Generator(3);
    const first = run(generator, [["randn", 1]]);
    generator.manualSeed(3);
    expect(run(generator, [["randn", 1]])).toEqual(first);
  });
});

describe("refuses, in PyTorch's words,", () => {
  const generator = new Generator(0);
  const one = new Int32Array(1);
  const two = new Int32Array(2);
  it.each([
    [
      "an empty range",
      () => generator.randint(one, 0),
      "random_ expects 'from' to be less than 'to', but got from=0 >= to=0",
    ],
    [
      "a range backwards",
      () => generator.randint(one, 3, 5),
      "random_ expects 'from' to be less than 'to', but got from=5 >= to=3",
    ],
    [
      "a negative weight",
      () => generator.multinomial(one, Float32Array.of(1, -1)),
      "probability tensor contains either `inf`, `nan` or element < 0",
    ],
    [
      "an infinite weight",
      () => generator.multinomial(two, Float32Array.of(1, Infinity)),
      "probability tensor contains either `inf`, `nan` or element < 0",
    ],
    [
      "a nan, with replacement",
      () => generator.multinomial(two, Float32Array.of(1, NaN), true),
      "invalid multinomial distribution (encountering probability entry < 0)",
    ],
    [
      "an infinity, with replacement",
      () => generator.multinomial(two, Float32Array.of(1, Infinity), true),
      "invalid multinomial distribution (encountering probability entry = infinity or NaN)",
    ],
    [
      "no weight at all",
      () => generator.multinomial(one, Float32Array.of(0, 0)),
      "invalid multinomial distribution (sum of probabilities <= 0)",
    ],
    [
      "more than there are",
      () => generator.multinomial(two, Float32Array.of(1)),
      "cannot sample n_sample > prob_dist.size(-1) samples without replacement",
    ],
    [
      "to draw nothing",
      () => generator.multinomial(new Int32Array(0), Float32Array.of(1)),
      "cannot sample n_sample <= 0 samples",
    ],
  ])("%s", (_what, call, message) => {
    expect(call).toThrow(message);
  });
});
