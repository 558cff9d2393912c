import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { reportWhy } from "../../../src/program/why/reportWhy.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { read } from "../../tensor/layouts.ts";
import { opened, wiredGraph, type WiredNodes } from "../../contract/nodes/wiredGraph.ts";
import { findTensor } from "../../program/findTensor.ts";

function sentence(graph: Graph, id: string): string | undefined {
  const found = planDiagnostics(opened(graph).plan!).find(({ node }) => node === id);
  return found === undefined ? undefined : `${found.field ?? ""}: ${found.message}`;
}

const x: WiredNodes = { x: ["constant", { values: "0, 1, 2, 3, 4, 5", shape: "3, 2" }] };

describe("x[mask]", () => {
  // x[x > 2], x[torch.tensor([1., 0., 2.]) > 0], as PyTorch gives them.
  test.each([
    ["of all its dimensions", { m: ["gt", { other: "2" }] }, "x.out m.a", [3], [3, 4, 5]],
    [
      "of its first dimension",
      { row: ["constant", { values: "1, 0, 2", shape: "3" }], m: ["gt"] },
      "row.out m.a",
      [2, 2],
      [0, 1, 4, 5],
    ],
    ["that is true nowhere", { m: ["gt", { other: "inf" }] }, "x.out m.a", [0], []],
  ] as const)("with a mask %s", (_, mask, wire, shape, values) => {
    const graph = wiredGraph({ ...x, ...mask, picked: ["index"] }, wire, "x.out picked.x", "m.out picked.i");
    expect(sentence(graph, "picked")).toBeUndefined();
    const picked = findTensor(opened(graph).plan!, "picked", "out")!;
    expect(picked.shape).toEqual(shape);
    expect(read(picked)).toEqual(values);
  });

  test("is called by what it is where Why says what was picked", () => {
    const graph = wiredGraph({ ...x, m: ["gt", { other: "2" }], y: ["index"] }, "x.out m.a", "x.out y.x", "m.out y.i");
    const { program, state } = opened(graph);
    const cell = { node: "y", port: "out", side: "value", index: [1] } as const;
    const [step] = reportWhy(program!, state, cell).parts[0]!.steps;
    expect(step?.map(({ text }) => text).join("")).toBe("x[nonzero(i)[:, 0][1], nonzero(i)[:, 1][1]]");
  });

  test("beside indices of the next dimension", () => {
    const nodes: WiredNodes = {
      ...x,
      row: ["constant", { values: "1, 0, 2", shape: "3" }],
      m: ["gt"],
      j: ["constant", { values: "1, 0", shape: "2", dtype: "int32" }],
      picked: ["index"],
    };
    const graph = wiredGraph(nodes, "row.out m.a", "x.out picked.x", "m.out picked.i", "j.out picked.j");
    expect(read(findTensor(opened(graph).plan!, "picked", "out")!)).toEqual([1, 4]);
  });

  test("passes the gradient to what was picked", () => {
    const graph = wiredGraph(
      {
        w: ["parameter", { shape: "4" }],
        keep: ["constant", { values: "1, 0, 0, 1", shape: "4" }],
        m: ["ne"],
        picked: ["index"],
        total: ["sum"],
        sgd: ["sgd"],
      },
      "keep.out m.a",
      "w.out picked.x",
      "m.out picked.i",
      "picked.out total.x",
      "total.out sgd.loss",
    );
    const gradient = (values: string): number[] => {
      const nodes = graph.nodes.map((node) =>
        node.id === "keep" ? { ...node, settings: { ...node.settings, values } } : node,
      );
      const session = opened({ ...graph, nodes });
      session.handle({ type: "iterate" });
      return read(session.plan!.grads.get(findTensor(session.plan!, "w", "out")!)!);
    };
    expect(gradient("1, 0, 0, 1")).toEqual([1, 0, 0, 1]);
    expect(gradient("0, 0, 0, 0")).toEqual([0, 0, 0, 0]);
  });

  test("of a mask that is only known while the graph runs is refused, with what to do", () => {
    const graph = wiredGraph(
      { w: ["parameter", { shape: "4" }], m: ["gt"], picked: ["index"] },
      "w.out m.a",
      "w.out picked.x",
      "m.out picked.i",
    );
    expect(sentence(graph, "picked")).toBe(
      "i: x[mask] has as many rows as the mask has true elements, which is not known before it runs, but memory is planned " +
        "before: use where or masked_fill, or multiply by the mask, which keep the shape",
    );
  });

  // As PyTorch 1.13 says it.
  test.each([
    ["2", "i: The shape of the mask [2] at index 0 does not match the shape of the indexed tensor [3, 2] at index 0"],
    [
      "3, 1",
      "i: The shape of the mask [3, 1] at index 1 does not match the shape of the indexed tensor [3, 2] at index 1",
    ],
    ["3, 2, 1", "i: too many indices for tensor of dimension 2"],
  ])("with a mask of shape [%s]", (shape, message) => {
    const graph = wiredGraph(
      { ...x, ones: ["constant", { values: "1", shape }], m: ["gt"], picked: ["index"] },
      "ones.out m.a",
      "x.out picked.x",
      "m.out picked.i",
    );
    expect(sentence(graph, "picked")).toBe(message);
  });
});

describe("masks", () => {
  test("of causal attention: the softmax of masked_fill gives the future no probability", () => {
    const graph = wiredGraph(
      {
        ones: ["constant", { values: "1", shape: "3, 3" }],
        tril: ["tril"],
        m: ["eq"],
        wei: ["constant", { values: "0", shape: "2, 3, 3" }],
        filled: ["masked_fill"],
        p: ["softmax"],
      },
      "ones.out tril.x",
      "tril.out m.a",
      "wei.out filled.x",
      "m.out filled.mask",
      "filled.out p.x",
    );
    const rows = [1, 0, 0, 0.5, 0.5, 0, 1 / 3, 1 / 3, 1 / 3].map(Math.fround);
    expect(read(findTensor(opened(graph).plan!, "p", "out")!)).toEqual([...rows, ...rows]);
  });

  test("hold truth values, and the sentence names the input", () => {
    const floats = wiredGraph({ ...x, f: ["masked_fill"] }, "x.out f.x", "x.out f.mask");
    expect(sentence(floats, "f")).toBe("mask: masked_fill only supports boolean masks, but got mask with dtype float");
    const where = wiredGraph({ ...x, w: ["where"] }, "x.out w.condition", "x.out w.x", "x.out w.y");
    expect(sentence(where, "w")).toBe(
      "condition: where expected condition to be a boolean tensor, but got a tensor with dtype Float",
    );
  });

  test("of a comparison with a number, an integer or not, beside integers", () => {
    const ids: WiredNodes = { ids: ["constant", { values: "1, 2, 3", shape: "3", dtype: "int32" }] };
    const compared = (other: string): number[] =>
      read(findTensor(opened(wiredGraph({ ...ids, m: ["ge", { other }] }, "ids.out m.a")).plan!, "m", "out")!);
    expect(compared("2")).toEqual([0, 1, 1]);
    expect(compared("2.5")).toEqual([0, 0, 1]);
    expect(compared("-inf")).toEqual([1, 1, 1]);
  });
});

test.each([
  ["inf", undefined],
  ["-inf", undefined],
  [" nan ", undefined],
  ["1 / 3", undefined],
  ["-inf + 1", 'value: the name "inf" is not known here, known are block_size, n_embd, n_hidden'],
  ["1e40", "value: value cannot be converted to type float without overflow"],
])("a fill value of %s", (value, message) => {
  const graph = wiredGraph(
    { ...x, m: ["gt"], f: ["masked_fill", { value }] },
    "x.out m.a",
    "x.out f.x",
    "m.out f.mask",
  );
  expect(sentence(graph, "f")).toBe(message);
});
