import { expect, test } from "vitest";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { sharingOf, type Sharing } from "../../src/torch/sharing.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { galleryText } from "../contract/graphs/galleryRecords.ts";
import { planned } from "../contract/graphs/planned.ts";
import { batchGraph, notebookGraph } from "../session/graphs.ts";

const planOf = (graph: Graph) => planned(graph);

function shared(graph: Graph): Sharing {
  const plan = planOf(graph);
  const found = sharingOf(
    plan,
    [...plan.nodes.values()].filter(({ status }) => status === "ready"),
  );
  if ("why" in found) throw new Error(found.why);
  return found;
}

const textOf = (graph: Graph) => scriptText(writeScript(planOf(graph), null, { torchrun: true }));

/** The notebook's network with a node put into a wire. */
function withNode(node: GraphNode, from: string, to: string, graph = notebookGraph()): Graph {
  const input = `${node.id}.x`;
  const edges = graph.edges.map((edge) => (edge.to === to ? { ...edge, from: `${node.id}.out` } : edge));
  return { ...graph, nodes: [...graph.nodes, node], edges: [...edges, { from, to: input }] };
}

test("the rows of all data go through the layers to the loss, which is a mean of all rows", () => {
  const { split, known, means, alone } = shared(notebookGraph());
  expect([...known]).toEqual(["context.x", "context.y"]);
  expect([...split]).toEqual([...known, "C.out", "view.out", "hidden.out", "tanh.out", "output.out"]);
  expect([...means]).toEqual([["loss", "logits"]]);
  expect(alone.size).toBe(0);
});

test("of a batch every process draws all, and takes its rows", () => {
  expect([...shared(batchGraph()).known]).toEqual([]);
  const text = textOf(batchGraph());
  expect(text).toMatch(/ix = own_rows\(torch\.randint\(/);
  expect(text).toMatch(/loss = mean_of_all\(F\.cross_entropy\(.*\), \w+\.shape\[0\]\)/);
});

test("what mixes rows and only shows something is left to a process by itself", () => {
  const graph = readGraph(galleryText("embedding-lookup"));
  expect([...shared(graph).alone]).toEqual(["compare"]);
  expect(textOf(graph)).toContain("    if rank < 0:\n        compare = ");
});

test.each([
  ["softmax over the rows", withNode({ id: "mix", type: "softmax", settings: { dim: "0" } }, "tanh.out", "output.x")],
  ["running sums over them", withNode({ id: "mix", type: "cumsum", settings: { dim: "0" } }, "tanh.out", "output.x")],
])("examples that %s mixes are not shared, and one sentence says where", (_what, graph) => {
  expect(() => shared(graph)).toThrow('The examples are mixed at "mix"');
  const text = textOf(graph);
  expect(text).toContain(`print("The examples are mixed at \\"mix\\": every process computes everything.")`);
  expect(text).not.toContain("DistributedDataParallel");
  expect(text).not.toContain("own_rows");
});

test.each([
  ["a sum", { reduction: "sum" }],
  ["a mean of which some targets are left out", { ignore_index: "0" }],
])("a loss that is %s is not shared", (_what, settings) => {
  expect(() => shared(notebookGraph({ loss: settings }))).toThrow('The examples are mixed at "loss"');
});

test("batch norm takes the sums of all processes, and dropout its rows of one mask", () => {
  const normed = withNode({ id: "bn", type: "batch_norm", settings: {} }, "hidden.out", "tanh.x");
  const text = textOf(
    withNode({ id: "drop", type: "dropout", settings: { p: "0.2" } }, "tanh.out", "output.x", normed),
  );
  expect(text).toContain("bn = batch_norm_of_all(hidden, None, None, weight=bn_weight");
  expect(text).toContain("batch_norm_of_all(hidden.detach(), bn_running_mean");
  expect(text).toMatch(/mask = own_rows\(torch\.rand\(/);
});

test("a view whose sizes name all rows takes as many as there are", () => {
  const rows = 32;
  expect(textOf(notebookGraph({ view: { shape: `${rows}, 6` } }))).toContain(".view(-1, 6)");
});

test("checkpoints hold what is trained, and a script that nothing starts so is as it was", () => {
  const text = textOf(notebookGraph());
  expect(text).toContain("C, W1, b1, W2, b2 = shared()");
  expect(text).toContain('"parameters": [p.data for p in parameters],');
  expect(text).toContain('os.replace(checkpoint + ".new", checkpoint)');
  const plain = scriptText(writeScript(planOf(notebookGraph()), null));
  expect(plain).not.toMatch(/rank|own_rows|checkpoint/);
});
