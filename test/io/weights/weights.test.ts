import { describe, expect, test } from "vitest";
import { readSafetensors } from "../../../src/io/safetensors/readSafetensors.ts";
import { writeSafetensors } from "../../../src/io/safetensors/writeSafetensors.ts";
import type { StoredDType, StoredTensor } from "../../../src/io/safetensors/storedTensor.ts";
import { readWeights, writeWeights } from "../../../src/io/weights/weights.ts";
import { exported } from "../../../src/session/questions/exported.ts";
import { inserted, notebookGraph, optimizedBy } from "../../session/graphs.ts";
import { opened, train } from "../../session/walk.ts";

const exportedOf = (graph = notebookGraph(), iterations = 0) => {
  const { session } = opened(graph);
  if (iterations > 0) train(session, iterations - 1);
  return exported.answer(session, { seedLosses: false });
};
const stored = (dtype: StoredDType, shape: readonly number[], bytes: ArrayBufferLike): StoredTensor => ({
  dtype,
  shape,
  bytes: Uint8Array.from(new Uint8Array(bytes)),
});
const file = (tensors: Readonly<Record<string, StoredTensor>>) => ({
  tensors: new Map(Object.entries(tensors)),
  metadata: new Map<string, string>(),
});
const zeros = (...shape: number[]) => stored("F32", shape, new ArrayBuffer(4 * shape.reduce((a, b) => a * b, 1)));

test("weights have the names and shapes of PyTorch's modules", async () => {
  const { tensors } = readSafetensors(writeSafetensors(writeWeights(await exportedOf())));
  expect([...tensors].map(([key, { dtype, shape }]) => [key, dtype, shape])).toEqual([
    ["C.weight", "F32", [27, 2]],
    ["hidden.weight", "F32", [100, 6]],
    ["hidden.bias", "F32", [100]],
    ["output.weight", "F32", [27, 100]],
    ["output.bias", "F32", [27]],
  ]);
});

test("a linear layer's weights are turned round, element by element", async () => {
  const { checkpoint, ...rest } = await exportedOf();
  const { tensors } = writeWeights({ checkpoint, ...rest });
  const turned = new Float32Array(tensors.get("hidden.weight")!.bytes.buffer);
  const { data } = checkpoint.parameters["hidden.W"]!;
  for (let input = 0; input < 6; input++) {
    for (let unit = 0; unit < 100; unit++) expect(turned[unit * 6 + input]).toBe(data[input * 100 + unit]);
  }
});

test.each([
  ["the notebook", notebookGraph()],
  ["Adam, whose memory is no weights", optimizedBy("adam", {})],
  ["batch norm", inserted(notebookGraph(), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x")],
])("out and in again onto a graph that was trained on: %s", async (_name, graph) => {
  const trained = await exportedOf(graph, 4);
  const fresh = await exportedOf(graph);
  const { checkpoint, notes } = readWeights(writeWeights(trained), fresh, "w.safetensors");
  expect(notes).toEqual([]);
  expect(checkpoint.parameters).toEqual(trained.checkpoint.parameters);
  const statistics = (list: typeof checkpoint.buffers) => list?.filter(({ name }) => name.startsWith("running_"));
  expect(statistics(checkpoint.buffers)).toEqual(statistics(trained.checkpoint.buffers));
  expect(checkpoint).toMatchObject({
    seed: null,
    notFromSeed: { since: 0, why: 'weights were read from "w.safetensors"' },
  });
  // Put in place, they are what the session computes with.
  const { session } = opened(graph);
  session.open(session.planOf(graph), true, checkpoint);
  expect(session.checkpoint().parameters).toEqual(trained.checkpoint.parameters);
  expect(session.fromSeed).toBe(false);
});

describe("batches that a batch norm has seen", () => {
  const graph = inserted(notebookGraph(), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x");

  test("stand beside its statistics, as in PyTorch's state_dict: an int64 of no dimensions", async () => {
    const { tensors } = readSafetensors(writeSafetensors(writeWeights(await exportedOf(graph, 4))));
    const { dtype, shape, bytes } = tensors.get("norm.num_batches_tracked")!;
    expect([dtype, shape, [...new BigInt64Array(bytes.slice().buffer)]]).toEqual(["I64", [], [4n]]);
    expect([...tensors.keys()]).toContain("norm.running_var");
  });

  test("are no name that is left out, also under a wrapper; those of no batch norm are", async () => {
    const { tensors, metadata } = writeWeights(await exportedOf(graph, 4));
    const wrapped = new Map([...tensors].map(([key, tensor]) => [`module.${key}`, tensor]));
    const fresh = await exportedOf(graph);
    expect(readWeights({ tensors: wrapped, metadata }, fresh, "w").notes).toEqual([]);
    const another = await exportedOf();
    expect(readWeights({ tensors, metadata }, another, "w").notes).toContain(
      '"norm.num_batches_tracked" is called as no parameter of this graph, and was left out.',
    );
  });
});

describe("weights of another program", () => {
  test("the variables of the graph's script do, too, the way round that they have there", async () => {
    const { checkpoint, ...rest } = await exportedOf();
    const { session } = opened(notebookGraph());
    const { script } = await exported.answer(session, { seedLosses: false, script: {} });
    const read = readWeights(
      file({ W1: zeros(6, 100), b2: zeros(27), C: zeros(27, 2), W2: zeros(27, 100) }),
      { checkpoint, ...rest, script },
      "w",
    );
    for (const key of ["hidden.W", "output.b", "C.C"]) {
      expect(Math.max(...read.checkpoint.parameters[key]!.data), key).toBe(0);
    }
    expect(read.notes).toEqual([
      '"hidden.b" is not in it, as "hidden.bias" or by that name, and stays as it is.',
      '"W2" is [27, 100], expected [100, 27]: "output.W" stays as it is.',
    ]);
  });

  test("what wraps a model may stand before the names", async () => {
    const fresh = await exportedOf();
    const { checkpoint, notes } = readWeights(file({ "module.model.hidden.bias": zeros(100) }), fresh, "w");
    expect([...checkpoint.parameters["hidden.b"]!.data]).toEqual(Array.from({ length: 100 }, () => 0));
    expect(notes).toHaveLength(4);
  });

  test("each mismatch is named in one sentence, and the rest is put in place", async () => {
    const tensors = {
      "C.weight": zeros(27, 3),
      "hidden.weight": zeros(6, 100),
      "hidden.bias": zeros(100),
      "output.weight": zeros(27, 100),
      "head.bias": zeros(5),
    };
    const { notes } = readWeights(file(tensors), await exportedOf(), "w");
    expect(notes).toEqual([
      '"C.weight" is [27, 3], expected [27, 2]: "C.C" stays as it is.',
      '"hidden.weight" is [6, 100], expected [100, 6]: "hidden.W" stays as it is.',
      '"output.b" is not in it, as "output.bias" or by that name, and stays as it is.',
      '"head.bias" is called as no parameter of this graph, and was left out.',
    ]);
  });

  test("the names that the parameters have here do, too, and nothing is turned round then", async () => {
    const fresh = await exportedOf();
    const { checkpoint } = readWeights(file({ "hidden.W": zeros(6, 100) }), fresh, "w");
    expect(Math.max(...checkpoint.parameters["hidden.W"]!.data)).toBe(0);
  });

  test("of a file that has none of them the names that are expected are said", async () => {
    const fresh = await exportedOf();
    expect(() => readWeights(file({ a: zeros(1), b: zeros(2) }), fresh, "w")).toThrow(
      'none of its 2 tensors is called as a parameter of the graph that is open: expected "C.weight", "hidden.weight", "hidden.bias"',
    );
    expect(() => readWeights(file({ "C.weight": zeros(9, 9) }), fresh, "w")).toThrow(
      'none of its 1 tensors fits the graph that is open: "C.weight" is [9, 9], expected [27, 2]: "C.C" stays as it is.',
    );
  });

  const value = (dtype: StoredDType, hex: string) => {
    const bytes = Buffer.from(hex.repeat(27), "hex");
    return file({ "output.bias": stored(dtype, [27], Uint8Array.from(bytes).buffer) });
  };
  test.each([
    ["F16", "003c", 1],
    ["F16", "0180", -(2 ** -24)],
    ["F16", "007c", Infinity],
    ["F16", "ff7b", 65504],
    ["BF16", "803f", 1],
    ["BF16", "20c0", -2.5],
    ["F64", "9a9999999999b93f", Math.fround(0.1)],
    ["I64", "fdffffffffffffff", -3],
    ["I32", "2a000000", 42],
    ["U8", "07", 7],
    ["BOOL", "01", 1],
  ] as const)("numbers of %s are taken over: %s is %d", async (dtype, hex, expected) => {
    const { checkpoint } = readWeights(value(dtype, hex), await exportedOf(), "w");
    expect(checkpoint.parameters["output.b"]!.data[13]).toBe(expected);
  });
});
