import { fc } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { keptPorts } from "../../../../src/editor/canvas/drawn/keptPorts.ts";
import { flowNodeId } from "../../../../src/editor/document/flowId.ts";
import { emptyGraph } from "../../../../src/graph/emptyGraph.ts";
import type { Graph, Size } from "../../../../src/graph/graph.ts";
import { anyGraph } from "../../../graph/arbitraryGraph.ts";
import { runs } from "../../../runs.ts";

/** Sizes of all cards, larger and smaller ones. */
const sizesOf = ({ nodes }: Graph, height: number): ReadonlyMap<string, Size> =>
  new Map(nodes.map(({ id }, at) => [flowNodeId(id), { width: 184, height: height + 40 * at }]));

test("the ports after an edit are those from scratch", () => {
  fc.assert(
    fc.property(anyGraph, fc.nat(), fc.integer({ min: -400, max: 400 }), fc.nat(300), (graph, at, y, height) => {
      const [first] = graph.nodes;
      if (first === undefined) return;
      const changed = (change: Partial<typeof first>): Graph => ({
        ...graph,
        nodes: graph.nodes.map((node, index) => (index === at % graph.nodes.length ? { ...node, ...change } : node)),
      });
      const sizes = sizesOf(graph, 100);
      keptPorts(graph, sizes);
      const edited = [
        changed({ settings: { other: "1" } }),
        changed({ position: { x: 0, y } }),
        changed({ position: { x: y, y: 0 } }),
        changed({ type: "matmul" }),
        changed({ id: "another" }),
        { ...graph, nodes: graph.nodes.slice(1) },
        { ...graph, nodes: graph.nodes.toReversed() },
        { ...graph, edges: graph.edges.slice(1) },
      ];
      for (const after of [...edited, graph]) {
        for (const one of [sizes, sizesOf(after, height)]) {
          expect(keptPorts(after, one)).toEqual(keptPorts(structuredClone(after), new Map(one)));
        }
      }
    }),
    { numRuns: runs(200, 10_000) },
  );
});

test("an edit of a setting gives the very ports that were", () => {
  const nodes = ["a", "b"].map((id) => ({ id, type: "tanh", position: { x: 0, y: 0 }, settings: {} }));
  const graph = { ...emptyGraph, nodes, edges: [{ from: "a.out", to: "b.x" }] };
  const sizes = sizesOf(graph, 100);
  const edited = { ...graph, nodes: nodes.map((node) => ({ ...node, settings: { later: "1" } })) };
  expect(keptPorts(edited, sizes)).toBe(keptPorts(graph, sizes));
});
