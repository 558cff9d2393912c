import { expect, test } from "vitest";
import { withEstimates } from "../../../../src/editor/canvas/drawn/withEstimates.ts";
import { readGraph } from "../../../../src/graph/file/readGraph.ts";

const nodes = Array.from({ length: 151 }, (_, at) => ({ id: `a${at}`, type: "tanh", position: { x: 200 * at, y: 0 } }));
const graph = readGraph(
  JSON.stringify({ format: "wiregrad/graph", version: 2, title: "Many", seed: 1, nodes, edges: [] }),
);

test("sizes that nothing has changed are the same object: who derives from them does nothing", () => {
  const measured = new Map();
  const sizes = withEstimates(graph, null, measured);
  expect(sizes.size).toBe(151);
  const moved = { ...graph, nodes: graph.nodes.map((node) => ({ ...node })) };
  expect(withEstimates(moved, null, measured)).toBe(sizes);
  const switched = { ...graph, nodes: graph.nodes.map((node, at) => (at === 7 ? { ...node, type: "linear" } : node)) };
  const other = withEstimates(switched, null, measured);
  expect(other).not.toBe(sizes);
  expect([...other.values()][8]).toBe([...sizes.values()][8]);
});
