import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { read } from "../../tensor/layouts.ts";
import { opened, wiredGraph, type WiredNodes } from "./wiredGraph.ts";
import { findTensor } from "../../program/findTensor.ts";

function sentence(graph: Graph, id: string): string | undefined {
  const found = planDiagnostics(opened(graph).plan!).find(({ node }) => node === id);
  return found === undefined ? undefined : `${found.field ?? ""}: ${found.message}`;
}

const x: WiredNodes = { x: ["constant", { values: "0, 1, 2, 3, 4, 5", shape: "3, 2" }] };

describe.each([
  ["reshape", { shape: "-1" }],
  ["flatten", { start_dim: "0" }],
] as const)("%s", (type, settings) => {
  test("is a view where the numbers lie so", () => {
    const { plan } = opened(wiredGraph({ ...x, r: [type, settings] }, "x.out r.x"));
    const out = findTensor(plan!, "r", "out")!;
    expect(out.storage).toBe(findTensor(plan!, "x", "out")!.storage);
    expect(out).toMatchObject({ shape: [6], stride: [1] });
  });

  test("copies what is transposed, by an instruction of its own, and brings the gradient back", () => {
    const session = opened(
      wiredGraph(
        {
          w: ["parameter", { shape: "3, 2" }],
          t: ["transpose"],
          r: [type, settings],
          k: ["constant", { values: "0, 1, 2, 3, 4, 5", shape: "6" }],
          product: ["mul"],
          total: ["sum"],
          sgd: ["sgd"],
        },
        "w.out t.x",
        "t.out r.x",
        "r.out product.a",
        "k.out product.b",
        "product.out total.x",
        "total.out sgd.loss",
      ),
    );
    const plan = session.plan!;
    const w = findTensor(plan, "w", "out")!;
    expect(plan.applied.filter(({ node }) => node === "r").map(({ op }) => op.name)).toEqual(["contiguous", type]);
    expect(findTensor(plan, "r", "out")!.storage).not.toBe(w.storage);
    session.handle({ type: "iterate" });
    expect(read(plan.grads.get(w)!)).toEqual([0, 3, 1, 4, 2, 5]);
  });
});

test("reshape and flatten take another number of examples, also where one example was a view", () => {
  // Of one row, [1, 2, 3] transposed to [2, 1, 3] is still seen as [2, 3]; of four it must be copied.
  const nodes: WiredNodes = {
    words: ["words", { source: "text", text: "ab\nba\nabc" }],
    ids: ["tokenize"],
    x: ["context", { block_size: "3" }],
    one: ["batch", { size: "1" }],
    emb: ["embedding"],
    turned: ["permute", { dims: "2, 0, 1" }],
    flat: ["flatten", { start_dim: "1" }],
    back: ["transpose"],
    rows: ["reshape", { shape: "-1, 3, 2" }],
    flatRows: ["flatten"],
    all: ["apply"],
  };
  const graph = wiredGraph(
    nodes,
    "words.words ids.words",
    "ids.ids x.ids",
    "x.x one.x",
    "x.y one.y",
    "one.x emb.ids",
    "emb.out turned.x",
    "turned.out flat.x",
    "flat.out back.x",
    "back.out rows.x",
    "rows.out flatRows.x",
    "flatRows.out all.model",
    "x.x all.x",
  );
  expect(planDiagnostics(opened(graph).plan!)).toEqual([]);
  const { plan } = opened(graph);
  const count = findTensor(plan!, "x", "x")!.shape[0]!;
  expect(findTensor(plan!, "all", "out")!.shape).toEqual([count, 6]);
  const table = read(findTensor(plan!, "emb", "C")!);
  const expected = read(findTensor(plan!, "x", "x")!).flatMap((id) => table.slice(2 * id, 2 * id + 2));
  expect(read(findTensor(plan!, "all", "out")!)).toEqual(expected);
});

// Sizes, strides and names of dimensions.
test.each([
  ["permute", { dims: "-1, 0" }, { shape: [2, 3], stride: [1, 2] }],
  ["unsqueeze", { dim: "1" }, { shape: [3, 1, 2], stride: [2, 2, 1] }],
  ["unsqueeze", { dim: "-1" }, { shape: [3, 2, 1], stride: [2, 1, 1] }],
  ["squeeze", { dim: "0" }, { shape: [3, 2], stride: [2, 1] }],
] as const)("%s with %j shares the storage", (type, settings, layout) => {
  const { plan } = opened(wiredGraph({ ...x, v: [type, settings] }, "x.out v.x"));
  const out = findTensor(plan!, "v", "out")!;
  expect(out).toMatchObject(layout);
  expect(out.storage).toBe(findTensor(plan!, "x", "out")!.storage);
});

test.each([
  ["permute", { dims: "0" }, /^dims: permute\(sparse_coo\): number of dimensions/],
  ["permute", { dims: "0, 0" }, /^dims: permute\(\): duplicate dims are not allowed\.$/],
  ["squeeze", { dim: "2" }, /^dim: Dimension out of range/],
  ["unsqueeze", { dim: "3" }, /^dim: Dimension out of range/],
  ["cumsum", { dim: "2" }, /^dim: Dimension out of range/],
  ["flatten", { start_dim: "1", end_dim: "0" }, /^end_dim: flatten\(\) has invalid args/],
  ["flatten", { end_dim: "2" }, /^end_dim: Dimension out of range/],
  ["reshape", { shape: "4, -1" }, /^shape: shape '\[4, -1\]' is invalid for input of size 6$/],
  ["clamp", { min: "", max: "" }, /^: torch\.clamp: At least one of 'min' or 'max' must not be None$/],
  ["clamp", { min: "nan" }, /^min: a bound is nan/],
  ["clamp", { max: "1e40" }, /^max: value cannot be converted to type float without overflow$/],
  ["std", { correction: "0.5" }, /^correction: expected a whole number/],
] as const)("%s with %j names the field", (type, settings, message) => {
  expect(sentence(wiredGraph({ ...x, v: [type, settings] }, "x.out v.x"), "v")).toMatch(message);
});

describe("cat and stack of single tensors", () => {
  test.each(["cat", "stack"])("%s takes more than four", (type) => {
    const ports = ["a", "b", "c", "d", "e", "f", "z"];
    const graph = wiredGraph({ ...x, joined: [type] }, ...ports.map((port) => `x.out joined.${port}`));
    expect(sentence(graph, "joined")).toBeUndefined();
    const { shape } = findTensor(opened(graph).plan!, "joined", "out")!;
    expect(shape).toEqual(type === "cat" ? [21, 2] : [7, 3, 2]);
  });
});

describe("an embedding with a num of its own", () => {
  const positions: WiredNodes = { at: ["arange", { end: "8" }], emb: ["embedding", { num: "8", dim: "3" }] };

  test("needs no vocabulary", () => {
    const { plan } = opened(wiredGraph(positions, "at.out emb.ids"));
    expect(findTensor(plan!, "emb", "C")!.shape).toEqual([8, 3]);
    expect(findTensor(plan!, "emb", "out")!.shape).toEqual([8, 3]);
  });

  test("without one says which field would help", () => {
    const graph = wiredGraph({ at: ["arange"], emb: ["embedding"] }, "at.out emb.ids");
    expect(sentence(graph, "emb")).toMatch(/^num: vocab_size is not known here/);
  });
});

// As torch.arange gives them.
test.each([
  [{ end: "5" }, [0, 1, 2, 3, 4]],
  [{ start: "2", end: "8", step: "3" }, [2, 5]],
  [{ start: "8", end: "2", step: "-3" }, [8, 5]],
  [{ start: "-2", end: "1" }, [-2, -1, 0]],
  [{ start: "3", end: "3" }, []],
])("arange of %j", (settings, values) => {
  const { plan } = opened(wiredGraph({ r: ["arange", settings] }));
  expect(read(findTensor(plan!, "r", "out")!)).toEqual(values);
});

test.each([
  [{ step: "0" }, "step: step must be nonzero"],
  [{ start: "5", end: "0" }, "start: upper bound and larger bound inconsistent with step sign"],
  [{ start: "0", end: "-1", step: "4" }, "step: upper bound and larger bound inconsistent with step sign"],
  [{ start: "3000000000", end: "3000000001" }, "start: 3000000000 does not fit into int32"],
])("arange of %j is refused", (settings, message) => {
  expect(sentence(wiredGraph({ r: ["arange", settings] }), "r")).toBe(message);
});

describe("a view whose shape is left empty", () => {
  test.each([
    ["3, 2, 4", [3, 8]],
    ["5", [5, 1]],
    ["0, 2", [0, 2]],
    ["2, 0, 3", [2, 0]],
    ["", [1, 1]],
  ])("has a row for each example: [%s] becomes %j", (shape, expected) => {
    const graph = wiredGraph({ w: ["parameter", { shape }], v: ["view"] }, "w.out v.x");
    expect(findTensor(opened(graph).plan!, "v", "out")!.shape).toEqual(expected);
  });

  test("a model with one can be used again on another number of rows", () => {
    const graph = wiredGraph(
      {
        words: ["words", { source: "text", text: "ab\nba" }],
        tokenize: ["tokenize"],
        context: ["context", { block_size: "3" }],
        C: ["embedding", { dim: "2" }],
        v: ["view"],
        l: ["linear", { out: "vocab_size" }],
        sample: ["sample", { count: "2" }],
      },
      "words.words tokenize.words",
      "tokenize.ids context.ids",
      "context.x C.ids",
      "C.out v.x",
      "v.out l.x",
      "l.out sample.logits",
    );
    expect(planDiagnostics(opened(graph).plan!)).toEqual([]);
  });

  test("a linear layer behind a view of everything in one row says whose numbers are too many", () => {
    const graph = wiredGraph(
      { w: ["parameter", { shape: "1000, 1000" }], v: ["view", { shape: "-1" }], l: ["linear", { out: "100" }] },
      "w.out v.x",
      "v.out l.x",
    );
    expect(sentence(graph, "l")).toBe(
      "x: shape [1000000, 100] has 100,000,000 elements, at most 67,108,864 are allowed: " +
        '"v.out" has 1,000,000 numbers in its last dimension',
    );
  });
});
