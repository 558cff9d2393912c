import { fc } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { applyEdit } from "../../src/graph/edits/edit.ts";
import { emptyGraph } from "../../src/graph/emptyGraph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { wireCircle } from "../../src/graph/topologicalOrder.ts";
import { wiringOf } from "../../src/graph/wiring.ts";
import { runs } from "../runs.ts";
import { anyGraph } from "./arbitraryGraph.ts";

/** A graph with nothing that was worked out for it before. */
const fresh = (graph: Graph): Graph => structuredClone(graph);

test("an edit of a setting leaves the very wiring that was", () => {
  const added = [
    applyEdit(emptyGraph, { type: "addNode", nodeType: "parameter", id: "w" }),
    applyEdit(emptyGraph, { type: "addNode", nodeType: "mean", id: "m" }),
  ].flatMap(({ nodes }) => nodes);
  const graph = applyEdit({ ...emptyGraph, nodes: added }, { type: "connect", from: "w.out", to: "m.x" });
  const edited = applyEdit(graph, { type: "setSetting", id: "m", setting: "dim", value: "0" });
  expect(wiringOf(edited)).toBe(wiringOf(graph));
  expect(wiringOf(applyEdit(edited, { type: "renameNode", id: "m", to: "n" })).sources.get("n")).toEqual(["w"]);
});

test("graphs of the same wires and other nodes are wired as they say, and go in the circles that they go in", () => {
  fc.assert(
    fc.property(anyGraph, fc.nat(), fc.nat(), (graph, gone, turn) => {
      wiringOf(graph);
      const { nodes } = graph;
      const turned = [...nodes.slice(turn % (nodes.length + 1)), ...nodes.slice(0, turn % (nodes.length + 1))];
      const fewer = nodes.filter((_, at) => at !== gone % (nodes.length + 1));
      const renamed = nodes.map((node, at) => (at === gone % (nodes.length + 1) ? { ...node, id: "another" } : node));
      for (const others of [turned, fewer, renamed, nodes]) {
        const other = { ...graph, nodes: others };
        expect(wiringOf(other)).toEqual(wiringOf(fresh(other)));
        expect([...wiringOf(other).sources.keys()]).toEqual(others.map(({ id }) => id));
        expect(wireCircle(other)).toEqual(wireCircle(fresh(other)));
      }
    }),
    { numRuns: runs(200, 10_000) },
  );
});
