import { describe, expect, it } from "vitest";
import { calculateGain } from "../../../src/tensor/init/calculateGain.ts";
import { kaimingNormal_, type KaimingOptions } from "../../../src/tensor/init/kaiming_normal_.ts";
import { linear_, linearBias_ } from "../../../src/tensor/init/linear_.ts";
import { randn_ } from "../../../src/tensor/init/randn_.ts";
import { uniform_ } from "../../../src/tensor/init/uniform_.ts";
import { xavierUniform_ } from "../../../src/tensor/init/xavier_uniform_.ts";
import { zeros_ } from "../../../src/tensor/init/zeros_.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { decode, fixture, type Recorded } from "../../fixtures/fixture.ts";
import { read } from "../../tensor/layouts.ts";

interface Recording {
  readonly name: "uniform_" | "kaiming_normal_" | "xavier_uniform_" | "randn" | "Linear" | "Embedding";
  readonly options: KaimingOptions & { readonly b?: number; readonly gain?: number };
  readonly shape: readonly [number, number];
  readonly out: readonly Recorded[];
}
const recordings = (fixture("torch.json") as { initializers: readonly Recording[] }).initializers;

type Drawn = Recording & { readonly name: Exclude<Recording["name"], "Linear" | "Embedding"> };
const drawn = recordings.filter((item): item is Drawn => item.name !== "Linear" && item.name !== "Embedding");
const recordingsOf = (name: Recording["name"]) => recordings.filter((item) => item.name === name);

function initialize({ name, options }: Drawn, tensor: Tensor): void {
  const generator = new Generator(42);
  switch (name) {
    case "uniform_":
      return uniform_(tensor, generator, options.a, options.b);
    case "kaiming_normal_":
      return kaimingNormal_(tensor, generator, options);
    case "xavier_uniform_":
      return xavierUniform_(tensor, generator, options.gain);
    case "randn":
      return randn_(tensor, generator, options.gain);
  }
}

describe("initialisers", () => {
  it.each(drawn.map((item) => [item.name, JSON.stringify(item.options), item.shape.join("x"), item] as const))(
    "%s %s draws PyTorch's numbers for [out, in] %s, to the bit",
    (_name, _options, _shape, recording) => {
      const [fanOut, fanIn] = recording.shape;
      const weight = tensorOf("float32", [fanIn, fanOut]);
      initialize(recording, weight);
      expect(read(weight)).toEqual(decode(recording.out).map(Math.fround));
    },
  );

  it.each(recordingsOf("Linear"))(
    "start as nn.Linear $shape does, drawn as [out, in] and laid [in, out], to the bit",
    (recording) => {
      const [out, fanIn] = recording.shape;
      const generator = new Generator(42);
      const weight = tensorOf("float32", [fanIn, out]);
      const bias = tensorOf("float32", [out]);
      linear_(weight, generator);
      linearBias_(bias, generator, fanIn);
      const numbers = read(weight);
      const asThere = Array.from(
        { length: out * fanIn },
        (_, at) => numbers[(at % fanIn) * out + Math.floor(at / fanIn)],
      );
      expect([...asThere, ...read(bias)]).toEqual(decode(recording.out).map(Math.fround));
    },
  );

  it.each(recordingsOf("Embedding"))("start as nn.Embedding $shape does with randn, to the bit", ({ shape, out }) => {
    const table = tensorOf("float32", shape);
    randn_(table, new Generator(42));
    expect(read(table)).toEqual(decode(out).map(Math.fround));
  });

  it("zeros_ draws nothing", () => {
    const bias = tensorOf("float32", [3], [1, 2, 3]);
    zeros_(bias);
    expect(read(bias)).toEqual([0, 0, 0]);
  });

  it("know PyTorch's gains", () => {
    const gains = (["linear", "sigmoid", "tanh", "relu"] as const).map((name) => calculateGain(name));
    expect(gains).toEqual([1, 1, 5 / 3, Math.sqrt(2)]);
    expect(calculateGain("leaky_relu")).toBe(Math.sqrt(2 / (1 + 0.01 ** 2)));
  });

  it("say what they cannot fill", () => {
    expect(() => xavierUniform_(tensorOf("float32", [3]), new Generator(1))).toThrow(
      "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
    );
    expect(() => zeros_(tensorOf("int32", [3]))).toThrow("initialisers fill contiguous float32 tensors");
  });
});
