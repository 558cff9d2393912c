import { expect, test } from "vitest";
import { compatibleOutputs } from "../../../src/editor/inspector/compatibleOutputs.ts";
import { emptyGraph } from "../../../src/graph/emptyGraph.ts";
import type { Graph, GraphNode } from "../../../src/graph/graph.ts";

function node(id: string, type: string, settings: GraphNode["settings"] = {}): GraphNode {
  return { id, type, settings };
}

function graphOf(nodes: readonly GraphNode[], edges: readonly (readonly [string, string])[]): Graph {
  return { ...emptyGraph, nodes, edges: edges.map(([from, to]) => ({ from, to })) };
}

test("an input lists the outputs that fit: of its kind, and in no circle", () => {
  const graph = graphOf(
    [node("w", "words"), node("a", "linear"), node("b", "tanh"), node("c", "linear")],
    [["a.out", "b.x"]],
  );
  expect(compatibleOutputs(graph, "a", "tensor")).toEqual(["c.out"]);
  expect(compatibleOutputs(graph, "b", "tensor")).toEqual(["a.out", "c.out"]);
  expect(compatibleOutputs(graph, "b", "words")).toEqual(["w.words"]);
});
