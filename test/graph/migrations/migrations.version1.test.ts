/** Files of version 1 ran by the names of their nodes. What they gave, they give. */
import { test as property } from "@fast-check/vitest";
import { array, constantFrom, nat, type Arbitrary } from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseEndpoint } from "../../../src/base/endpoint.ts";
import { pasteText } from "../../../src/editor/document/clipboard/pasteText.ts";
import { NumberPieces, NumberPiecesReader } from "../../../src/editor/keeping/storage/numberPieces.ts";
import { useDocument } from "../../../src/editor/document/documentStore.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { topologicalOrder } from "../../../src/graph/topologicalOrder.ts";
import { writeGraph } from "../../../src/graph/writeGraph.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import { anyGraph } from "../arbitraryGraph.ts";
import type { Checkpoint } from "../../../src/protocol/checkpoint.ts";

const text = readFileSync(new URL("versions/1.json", import.meta.url), "utf8");
const idsOf = ({ nodes }: Graph) => nodes.map(({ id }) => id);

/** What the program that wrote version 1 gave for the kept file. */
const then = {
  order:
    "a comment's node, words, tokenize, examples, pick, Table, flat, query, value, drop.b, sum_10, zero, drop.a, sum_2, output, loss, adam",
  forward: "Table, flat, query, value, drop.b, sum_10, zero, drop.a, sum_2, output, loss",
  backward: "loss, output, sum_2, drop.a, zero, sum_10, drop.b, value, query, flat, Table",
  parameters: "Table.C, query.W, query.b, value.W, value.b, zero.W, output.W, output.b",
  losses: [
    18.669018, 14.950066, 12.896561, 10.68959, 10.262426, 17.69031, 25.429144, 14.856628, 8.472397, 14.282225,
    10.813942, 14.233882,
  ].map(Math.fround),
};

function opened(graph: Graph, checkpoint?: Checkpoint) {
  const losses: number[] = [];
  const session = new Session(backend, new Map(), ({ loss }) => losses.push(loss));
  session.open(session.planOf(graph), true, checkpoint);
  return { session, losses };
}

function iterate(session: Session, iterations: number): void {
  for (let iteration = 0; iteration < iterations; iteration++) session.handle({ type: "iterate" });
}

test("a view that left its shape out stays a view of everything in one row", () => {
  const file = (version: number) =>
    JSON.stringify({
      format: "wiregrad/graph",
      version,
      nodes: [
        { id: "v", type: "view" },
        { id: "w", type: "view", settings: { shape: "3" } },
      ],
    });
  const settings = (version: number) => readGraph(file(version)).nodes.map((node) => node.settings);
  expect(settings(1)).toEqual([{ shape: "-1" }, { shape: "3" }]);
  expect(settings(2)).toEqual([{}, { shape: "3" }]);
});

describe("the kept file of version 1", () => {
  test("is sorted as it ran, and otherwise as it was", () => {
    const graph = readGraph(text);
    expect(idsOf(graph).join(", ")).toBe(then.order);
    expect(graph.version).toBe(2);
    const { nodes, version: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
    const { nodes: sorted, version: __, ...restAfter } = JSON.parse(writeGraph(graph)) as Record<string, unknown>;
    expect(restAfter).toEqual(rest);
    expect(sorted).toEqual(expect.arrayContaining(nodes as unknown[]));
    expect(sorted).toHaveLength((nodes as unknown[]).length);
  });

  test("draws, steps and trains to the bit as it did", () => {
    const { session, losses } = opened(readGraph(text));
    const stepsOf = (pass: string) => [
      ...new Set(session.program!.instructions.filter((step) => step.pass === pass).map(({ node }) => node)),
    ];
    expect([...session.plan!.nodes.keys()].join(", ")).toBe(then.order);
    expect(stepsOf("forward").join(", ")).toBe(then.forward);
    expect(stepsOf("backward").join(", ")).toBe(then.backward);
    expect(session.plan!.parameters.map(({ node, name }) => `${node}.${name}`).join(", ")).toBe(then.parameters);
    iterate(session, then.losses.length);
    expect(losses).toEqual(then.losses);
  });

  test("goes on from a trained state that was kept with it, which knows tensors by node and name", () => {
    const first = opened(readGraph(text));
    iterate(first.session, 5);
    // As the browser keeps it: the graph as its text, the numbers in pieces.
    const pieces = new NumberPieces(first.session.checkpoint());
    const reader = new NumberPiecesReader(pieces.skeleton);
    for (let piece = 0; piece < pieces.count; piece++) reader.add(pieces.piece(piece));
    const { session, losses } = opened(readGraph(text), reader.value() as Checkpoint);
    iterate(session, then.losses.length - 5);
    expect(losses).toEqual(then.losses.slice(5));
  });

  test("pasted, its nodes stand in the order in which it ran them, after what was there", async () => {
    useDocument
      .getState()
      .open(readGraph('{ "format": "wiregrad/graph", "version": 2, "nodes": [{ "id": "z", "type": "tanh" }] }'), {
        kind: "new",
        name: "",
      });
    const opens = (): Promise<never> => Promise.reject(new Error("it is added, and nothing is opened"));
    await pasteText(text, false, { sight: () => null, openText: opens, openGraph: opens });
    expect(idsOf(useDocument.getState().graph).join(", ")).toBe(
      // A copy gets a name that a new node may have.
      `z, ${then.order.replace("a comment's node", "a_comment_s_node").replaceAll("drop.", "drop_")}`,
    );
  });
});

/** Graphs with their nodes listed in any order. */
const anyList: Arbitrary<Graph> = array(nat(), { minLength: 8, maxLength: 8 }).chain((keys) =>
  anyGraph.map((graph) => ({
    ...graph,
    nodes: graph.nodes
      .map((node, at) => [keys[at]!, node] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, node]) => node),
  })),
);

property.prop([anyList])("any list of version 1 is sorted by its rule, and runs as it then stands", (graph) => {
  const migrated = readGraph(asVersion1(graph));
  expect(idsOf(migrated)).toEqual(smallestIdThatCanRun(graph));
  expect(topologicalOrder(migrated)).toEqual(idsOf(migrated));
  const sorted = idsOf(migrated).map((id) => graph.nodes.find((node) => node.id === id)!);
  // Of a view that leaves its shape out the migration states it.
  const stated = sorted.map((node) =>
    node.type === "view" && !Object.hasOwn(node.settings, "shape")
      ? { ...node, settings: { ...node.settings, shape: "-1" } }
      : node,
  );
  expect(migrated).toEqual({ ...graph, nodes: stated });
});

property.prop([anyList])("a list of version 2 stays as it is", (graph) => {
  expect(idsOf(readGraph(writeGraph(graph)))).toEqual(idsOf(graph));
});

const broken = constantFrom<((file: Record<string, unknown>, at: number) => void)[]>(
  (file) => void (file["nodes"] = { 0: "a" }),
  (file) => void (file["edges"] = 3),
  (file, at) => void (listOf(file, "nodes")[at] = null),
  (file, at) => void (listOf(file, "nodes")[at] = { type: "tanh" }),
  (file, at) => void (listOf(file, "nodes")[at] = { id: 7, type: "tanh" }),
  (file, at) => void (listOf(file, "nodes")[at] = { id: "\u0000", type: "tanh" }),
  (file, at) => void (listOf(file, "nodes")[at] = listOf(file, "nodes")[0]),
  (file) => void listOf(file, "edges").push(null, { from: 1, to: [] }, { from: "nowhere.x", to: "a" }),
);

property.prop([anyList, broken, nat(7)])(
  "a broken file of version 1 is refused with the sentences of version 2",
  (graph, breakIt, at) => {
    const file = JSON.parse(asVersion1(graph)) as Record<string, unknown>;
    breakIt(file, Math.min(at, graph.nodes.length));
    const refusals = [1, 2].map((version) => {
      try {
        readGraph(JSON.stringify({ ...file, version }));
        return null;
      } catch (error) {
        return (error as Error).message.split("\n").toSorted();
      }
    });
    expect(refusals[0]).toEqual(refusals[1]);
  },
);

function listOf(file: Record<string, unknown>, field: string): unknown[] {
  return file[field] as unknown[];
}

function asVersion1(graph: Graph): string {
  return writeGraph(graph).replace('"version": 2', '"version": 1');
}

/** Version 1's rule, word for word. */
function smallestIdThatCanRun({ nodes, edges }: Graph): string[] {
  const order: string[] = [];
  while (order.length < nodes.length) {
    const ready = nodes.filter(({ id }) => {
      const sources = edges.filter(({ to }) => parseEndpoint(to)!.node === id);
      return !order.includes(id) && sources.every(({ from }) => order.includes(parseEndpoint(from)!.node));
    });
    order.push(ready.map(({ id }) => id).reduce((a, b) => (a < b ? a : b)));
  }
  return order;
}
