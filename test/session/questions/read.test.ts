import { expect, test } from "vitest";
import { reportPlan } from "../../../src/session/reports/reportPlan.ts";
import { examples } from "../../../src/session/questions/examples.ts";
import { read } from "../../../src/session/questions/read.ts";
import { readStorage } from "../../../src/session/questions/readStorage.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { running } from "../running.ts";
import { batchGraph, notebookGraph, withNodes } from "../graphs.ts";
import type { TensorRef } from "../../../src/protocol/tensorRef.ts";

const recorded = fixture("notebook.json") as { readonly initial: { readonly W1: readonly number[] } };

/** The notebook's network, whose view goes into a transposed one as well, and into `more`. */
function opened(...more: readonly Parameters<typeof withNodes>[1][number][]) {
  const added = [["turned", "transpose", {}] as const, ...more];
  const graph = withNodes(
    notebookGraph(),
    added,
    added.map(([id]) => ["view.out", `${id}.x`]),
  );
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return { session, asked: running(session), program: session.program! };
}

const value = (node: string, port = "out"): TensorRef => ({ node, port, side: "value" });

test("a part of a parameter is what PyTorch recorded there", () => {
  const { asked } = opened();
  const W = read.answer(asked, { tensor: value("hidden", "W"), region: { start: [2, 10], size: [3, 4] } });
  const expected = [2, 3, 4].flatMap((row) => recorded.initial.W1.slice(row * 100 + 10, row * 100 + 14));
  expect([...W.data]).toEqual(expected.map(Math.fround));
  expect(W).toMatchObject({ shape: [6, 100], stride: [100, 1], offset: 0, storageBytes: 2400 });
});

test("a view shares the storage of what it views, a transposed one reads it by other strides", () => {
  const { asked } = opened();
  const view = read.answer(asked, { tensor: value("view"), region: { start: [4, 0], size: [1, 6] } });
  expect(view.sharing.map(({ node }) => node)).toEqual(["C", "turned"]);
  expect(view.sharing[0]).toMatchObject({ port: "out", shape: [32, 3, 2], stride: [6, 2, 1] });
  const turned = read.answer(asked, { tensor: value("turned"), region: { start: [0, 4], size: [6, 1] } });
  expect(turned.stride).toEqual([1, 6]);
  expect([...turned.data]).toEqual([...view.data]);
  expect(read.answer(asked, { tensor: value("hidden"), region: { start: [0, 0], size: [1, 1] } }).sharing).toEqual([]);
});

test("the storage is read as it lies, whatever the tensor's strides", () => {
  const { asked } = opened();
  const rows = read.answer(asked, { tensor: value("view"), region: { start: [2, 0], size: [2, 6] } });
  expect([...readStorage.answer(asked, { tensor: value("turned"), start: 12, count: 12 })]).toEqual([...rows.data]);
  expect(readStorage.answer(asked, { tensor: value("turned"), start: 190, count: 12 })).toHaveLength(2);
  expect(() => readStorage.answer(asked, { tensor: value("turned"), start: -1, count: 12 })).toThrow(
    "expected a part of a storage of 192, got 12 from -1",
  );
});

test("a tensor says how PyTorch would print it by all of it, whichever part is read", () => {
  const { program, asked } = opened();
  const C = value("C", "C");
  const modeOf = (ref: TensorRef, size: readonly number[]) =>
    read.answer(asked, { tensor: ref, region: { start: size.map(() => 0), size } }).printMode;
  expect(modeOf(C, [1, 1])).toBe("fixed");
  // Its last number, which is not in the part.
  program.tensors.at(C).storage.data.set([1e-5], program.tensors.at(C).storage.length - 1);
  expect([modeOf(C, [1, 1]), modeOf(C, [0, 0])]).toEqual(["sci", "sci"]);
  expect(modeOf({ ...C, side: "grad" }, [1, 1])).toBe("int");
  expect(modeOf(value("turned"), [1, 1])).toBe(modeOf(value("view"), [1, 1]));
});

test("what a tensor does not see of its storage has no say in how it is printed", () => {
  const { program, asked } = opened(["first", "select", { dim: "1", index: "0" }]);
  const view = program.tensors.at(value("view"));
  view.storage.data.fill(0.5);
  for (let row = 0; row < view.shape[0]!; row++) view.storage.data[row * view.shape[1]!] = row;
  const { printMode, storagePrintMode } = read.answer(asked, {
    tensor: value("first"),
    region: { start: [0], size: [1] },
  });
  expect({ printMode, storagePrintMode }).toEqual({ printMode: "int", storagePrintMode: "fixed" });
});

test("what lies between a node's ops is read by the op's number: the product before the bias is added", () => {
  const { asked } = opened();
  const part = { start: [3, 7], size: [1, 1] };
  const [sum] = read.answer(asked, { tensor: value("hidden"), region: part }).data;
  const [product] = read.answer(asked, { tensor: value("hidden", "#0"), region: part }).data;
  const [bias] = read.answer(asked, { tensor: value("hidden", "b"), region: { start: [7], size: [1] } }).data;
  expect(product).not.toBe(sum);
  expect(Math.fround(product! + bias!)).toBe(sum);
  expect([...read.answer(asked, { tensor: value("hidden", "#1"), region: part }).data]).toEqual([sum]);
  expect(() => read.answer(asked, { tensor: value("hidden", "#2"), region: part })).toThrow(
    'there is no tensor "hidden.#2"',
  );
  const grad = read.answer(asked, { tensor: { ...value("hidden", "#0"), side: "grad" }, region: part });
  expect(grad.shape).toEqual([32, 100]);
});

test("each instruction says what it makes or changes", () => {
  const { instructions } = reportPlan(opened().session.plan!, opened().program);
  const results = (pass: string, node: string) =>
    instructions
      .filter((instruction) => instruction.pass === pass && instruction.node === node)
      .map((instruction) => instruction.results.map(({ node, port, side }) => `${side} ${node}.${port}`));
  expect(results("forward", "hidden")).toEqual([["value hidden.#0"], ["value hidden.out"]]);
  expect(results("backward", "hidden")).toEqual([
    ["grad hidden.#0", "grad hidden.b"],
    ["grad view.out", "grad hidden.W"],
  ]);
  expect(results("backward", "loss")[0]).toEqual(["grad loss.loss"]);
  expect(results("update", "sgd")[0]).toEqual(["value C.C"]);
});

test("a scalar has one number, an empty part none", () => {
  const { session, asked } = opened();
  const loss = read.answer(asked, { tensor: value("loss", "loss"), region: { start: [], size: [] } });
  expect([...loss.data]).toEqual([session.loss!.loss]);
  expect(read.answer(asked, { tensor: value("hidden"), region: { start: [32, 0], size: [0, 100] } }).data).toHaveLength(
    0,
  );
});

test("what is not there, or too much, is one sentence", () => {
  const { asked } = opened();
  const reading = (ref: TensorRef, start: readonly number[], size: readonly number[]) => () =>
    read.answer(asked, { tensor: ref, region: { start, size } });
  expect(reading(value("hidden", "V"), [0], [1])).toThrow('there is no tensor "hidden.V"');
  expect(reading({ ...value("turned"), side: "grad" }, [0, 0], [1, 1])).toThrow('"turned.out" has no gradient');
  expect(reading(value("hidden"), [0, 90], [1, 11])).toThrow(
    "expected a part of shape [32, 100], got [1, 11] from [0, 90]",
  );
  expect(reading(value("hidden"), [0], [1])).toThrow("expected a part of shape [32, 100], got [1] from [0]");
});

test("rows are examples, and a dimension of the vocabulary is its tokens", () => {
  const { asked } = opened();
  const logits = read.answer(asked, { tensor: value("output"), region: { start: [0, 0], size: [5, 4] } });
  expect(logits.labels).toEqual([
    ["...", "..e", ".em", "emm", "mma"],
    [".", "a", "b", "c"],
  ]);
  expect(read.answer(asked, { tensor: value("view"), region: { start: [3, 0], size: [1, 6] } }).labels).toEqual([
    ["emm"],
    null,
  ]);
  expect(read.answer(asked, { tensor: value("C", "C"), region: { start: [4, 0], size: [2, 2] } }).labels).toEqual([
    ["d", "e"],
    null,
  ]);
  expect(read.answer(asked, { tensor: value("output", "W"), region: { start: [0, 25], size: [1, 2] } }).labels).toEqual(
    [null, ["y", "z"]],
  );
  expect(read.answer(asked, { tensor: value("turned"), region: { start: [0, 0], size: [6, 2] } }).labels).toEqual([
    null,
    null,
  ]);
});

test("the rows of a batch are the examples that were drawn", () => {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(batchGraph("4")), true);
  const ids = read.answer(running(session), { tensor: value("batch", "x"), region: { start: [0, 0], size: [4, 3] } });
  const alphabet = ".abcdefghijklmnopqrstuvwxyz";
  const rows = [0, 1, 2, 3].map((row) =>
    [...ids.data.subarray(row * 3, row * 3 + 3)].map((id) => alphabet[id]).join(""),
  );
  expect(
    read.answer(running(session), { tensor: value("tanh"), region: { start: [0, 0], size: [4, 1] } }).labels,
  ).toEqual([rows, null]);
});

test("the examples of a node as text", () => {
  const { asked } = opened();
  expect(examples.answer(asked, { node: "context", start: 0, count: 2 })).toEqual({
    count: 32,
    start: 0,
    examples: [
      { context: "...", target: "e" },
      { context: "..e", target: "m" },
    ],
  });
  expect(examples.answer(asked, { node: "context", start: 31, count: 9 }).examples).toEqual([
    { context: "hia", target: "." },
  ]);
  expect(() => examples.answer(asked, { node: "view", start: 0, count: 1 })).toThrow('node "view" makes no examples');
});
