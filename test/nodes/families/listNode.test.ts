import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { wireRefusal } from "../../../src/graph/wireRefusal.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { reportPlan } from "../../../src/session/reports/reportPlan.ts";
import { read } from "../../tensor/layouts.ts";
import { opened, wiredGraph, type WiredNodes } from "../../contract/nodes/wiredGraph.ts";
import { findTensor } from "../../program/findTensor.ts";

/** What is wrong with a node, in its words. */
function sentence(graph: Graph, id: string): string | undefined {
  return planDiagnostics(opened(graph).plan!).find(({ node }) => node === id)?.message;
}

const emb: WiredNodes = { emb: ["parameter", { shape: "4, 3, 2" }] };
const parts: WiredNodes = { ...emb, parts: ["unbind", { dim: "1" }] };

describe("unbind", () => {
  const flat = wiredGraph(
    { ...parts, flat: ["cat", { dim: "1" }], view: ["view", { shape: "4, 6" }], stacked: ["stack", { dim: "-2" }] },
    "emb.out parts.x",
    "parts.out flat.tensors",
    "parts.out stacked.tensors",
    "emb.out view.x",
  );

  test("gives a tensor for each place, all in the storage of what it takes apart", () => {
    const { plan } = opened(flat);
    const x = findTensor(plan!, "emb", "out")!;
    for (const index of [0, 1, 2]) {
      const item = findTensor(plan!, "parts", `out[${index}]`)!;
      expect(item).toMatchObject({ shape: [4, 2], stride: [6, 1], offset: 2 * index });
      expect(item.storage).toBe(x.storage);
    }
    expect(findTensor(plan!, "parts", "out[3]")).toBeNull();
    expect(findTensor(plan!, "parts", "out")).toBeNull();
  });

  test("cat and stack of the list give the numbers back, which view has without a copy", () => {
    const { plan } = opened(flat);
    const view = findTensor(plan!, "view", "out")!;
    const cat = findTensor(plan!, "flat", "out")!;
    const stack = findTensor(plan!, "stacked", "out")!;
    expect(cat.shape).toEqual([4, 6]);
    expect(read(cat)).toEqual(read(view));
    expect(stack.shape).toEqual([4, 3, 2]);
    expect(read(stack)).toEqual(read(view));
    expect(cat.storage).not.toBe(view.storage);
  });

  test("reports its list to those who show it", () => {
    const session = opened(flat);
    const item = { kind: "tensor", dtype: "float32", shape: [4, 2], dims: [null, null], grad: false };
    const { outputs } = reportPlan(session.plan!, session.program).nodes["parts"]!;
    expect(outputs).toEqual({ out: { kind: "tensors", tensors: [item, item, item] } });
  });

  test("passes the gradient of each slice back to its place", () => {
    const session = opened(
      wiredGraph(
        { ...parts, last: ["getitem", { index: "-1" }], square: ["mul"], total: ["sum"], sgd: ["sgd"] },
        "emb.out parts.x",
        "parts.out last.tensors",
        "last.out square.a",
        "last.out square.b",
        "square.out total.x",
        "total.out sgd.loss",
      ),
    );
    const plan = session.plan!;
    const x = findTensor(plan, "emb", "out")!;
    // Of the sum of squares: twice the number where it was taken, 0 elsewhere.
    const expected = read(x).map((number, at) => (Math.floor(at / 2) % 3 === 2 ? 2 * number : 0));
    session.handle({ type: "iterate" });
    expect(read(plan.grads.get(x)!)).toEqual(expected);
    expect(plan.grads.get(findTensor(plan, "last", "out")!)!.shape).toEqual([4, 2]);
  });

  // As PyTorch 1.13 says it, but for the limit.
  test.each([
    ["", "0", "Dimension specified as 0 but tensor has no dimensions"],
    ["4, 3, 2", "3", "Dimension out of range (expected to be in range of [-3, 2], but got 3)"],
    ["300, 2", "0", "unbind would give 300 tensors, at most 256 are allowed"],
  ])("of shape [%s] along %s is refused", (shape, dim, message) => {
    const x: WiredNodes = { x: ["constant", { values: "1", shape }] };
    const graph = wiredGraph({ ...x, parts: ["unbind", { dim }] }, "x.out parts.x");
    expect(sentence(graph, "parts")).toBe(message);
  });
});

test.each([
  ["0", null],
  ["-3", null],
  ["3", "tuple index out of range"],
  ["-4", "tuple index out of range"],
])("getitem at %s", (index, message) => {
  const graph = wiredGraph({ ...parts, item: ["getitem", { index }] }, "emb.out parts.x", "parts.out item.tensors");
  expect(sentence(graph, "item") ?? null).toBe(message);
  if (message === null) expect(findTensor(opened(graph).plan!, "item", "out")!.offset).toBe(0);
});

test("select takes a place of a dimension, as an integer among the brackets does", () => {
  const { plan } = opened(wiredGraph({ ...emb, first: ["select", { dim: "1", index: "-1" }] }, "emb.out first.x"));
  expect(findTensor(plan!, "first", "out")).toMatchObject({ shape: [4, 2], stride: [6, 1], offset: 4 });
});

describe.each([
  ["cat", "torch.cat(): expected a non-empty list of Tensors"],
  ["stack", "stack expects a non-empty TensorList"],
])("%s", (type, empty) => {
  test("takes single tensors, of which any may stay unwired", () => {
    const graph = wiredGraph({ ...emb, joined: [type] }, "emb.out joined.b", "emb.out joined.d");
    expect(sentence(graph, "joined")).toBeUndefined();
    expect(findTensor(opened(graph).plan!, "joined", "out")!.shape[0]).toBe(type === "cat" ? 8 : 2);
  });

  test("waits for a wire", () => {
    const { plan } = opened(wiredGraph({ ...emb, joined: [type] }));
    expect(plan!.nodes.get("joined")!.status).toBe("unwired");
    expect(sentence(wiredGraph({ joined: [type] }), "joined")).toBe(
      "nothing is wired: expected a wire to one of tensors, a",
    );
  });

  test("takes a list or single tensors, not both", () => {
    const graph = wiredGraph(
      { ...parts, joined: [type] },
      "emb.out parts.x",
      "parts.out joined.tensors",
      "emb.out joined.a",
    );
    expect(sentence(graph, "joined")).toBe("expected a list of tensors or single ones, but both are wired");
  });

  test("of an empty list says what PyTorch says", () => {
    const graph = wiredGraph(
      { none: ["arange", { end: "0" }], parts: ["unbind"], joined: [type] },
      "none.out parts.x",
      "parts.out joined.tensors",
    );
    expect(sentence(graph, "joined")).toBe(empty);
  });
});

test("a list is no tensor: the wire is refused, in a file and by hand", () => {
  const graph = wiredGraph({ ...parts, sum: ["sum"], cat: ["cat"] }, "emb.out parts.x", "parts.out sum.x");
  expect(wireRefusal(graph, "parts.out", "sum.x")).toBe(
    '"parts.out" carries a list of tensors, "sum.x" takes a tensor',
  );
  expect(wireRefusal(graph, "emb.out", "cat.tensors")).toBe(
    '"emb.out" carries a tensor, "cat.tensors" takes a list of tensors',
  );
  expect(sentence(graph, "sum")).toBe('expected a tensor, but "parts.out" carries a list of tensors');
});
