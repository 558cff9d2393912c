import { expect, test } from "vitest";
import { applyEdit } from "../../../src/graph/edits/edit.ts";
import { limits } from "../../../src/graph/limits.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { wireRefusal } from "../../../src/graph/wireRefusal.ts";
import { writeGraph } from "../../../src/graph/writeGraph.ts";

/* Input at nine tenths of each limit works. */

const most = (limit: number) => Math.floor(limit * 0.9);
const list = <T>(count: number, item: (i: number) => T) => Array.from({ length: count }, (_, i) => item(i));
const file = (fields: object) => JSON.stringify({ format: "wiregrad/graph", version: 1, nodes: [], ...fields });
const again = (text: string) => {
  const graph = readGraph(text);
  expect(readGraph(writeGraph(graph))).toEqual(graph);
  return graph;
};

test("nodes and edges, in one long chain", () => {
  const count = most(limits.nodes);
  const nodes = list(count, (i) => ({ id: `n${i}`, type: "later", position: { x: i * 260, y: 0 } }));
  const edges = list(most(limits.edges), (i) => {
    const from = i % (count - 1);
    return { from: `n${from}.out`, to: `n${from + 1}.x${i}` };
  });
  const graph = again(file({ nodes, edges }));
  expect(graph.edges).toHaveLength(most(limits.edges));
  expect(wireRefusal(graph, `n${count - 1}.out`, "n0.x")).toMatch(/^this wire would close a circle: .*… \(\d+ more\)/);
  expect(applyEdit(graph, { type: "renameNode", id: "n7", to: "seven" }).nodes[7]?.id).toBe("seven");
});

test("variables, each of which uses the next", () => {
  const count = most(limits.variables);
  const variables = Object.fromEntries(list(count, (i) => [`v${i}`, i === count - 1 ? "1" : `v${i + 1} + 1`]));
  expect(Object.keys(again(file({ variables })).variables)).toHaveLength(count);
});

test("texts, ids, labels, comments and expressions", () => {
  const comment = { text: "c".repeat(most(limits.label)), position: { x: 0, y: 0 }, size: { width: 1, height: 1 } };
  const graph = again(
    file({
      title: "t".repeat(most(limits.label)),
      description: "d".repeat(most(limits.text)),
      nodes: [
        { id: "i".repeat(most(limits.id)), type: "words", settings: { text: "x".repeat(most(limits.text)) } },
        { id: "a", type: "sgd", settings: { lr: `${"(".repeat(28)}0.1${")".repeat(28)}`.padEnd(most(256)) } },
      ],
      comments: list(most(limits.comments), () => comment),
    }),
  );
  expect(graph.comments).toHaveLength(most(limits.comments));
});

test("depth of an unknown field", () => {
  const depth = most(limits.depth);
  expect(again(file({ later: JSON.parse("[".repeat(depth) + "]".repeat(depth)) as unknown })).extra).toBeDefined();
});

test("a file of nine MiB", () => {
  const nodes = list(150, (i) => ({ id: `w${i}`, type: "words", settings: { text: "x".repeat(63_000) } }));
  const text = file({ nodes });
  expect(text.length).toBeGreaterThan(9_400_000);
  const graph = again(text);
  expect(() =>
    applyEdit(graph, { type: "paste", nodes: graph.nodes.slice(0, 20), edges: [], offset: { x: 0, y: 0 } }),
  ).toThrow(/^the graph has \d+ bytes as a file, at most 10485760 \(10 MiB\) are allowed$/);
});
