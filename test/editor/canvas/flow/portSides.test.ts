import { describe, expect, test } from "vitest";
import { cardPorts } from "../../../../src/editor/canvas/flow/cardPorts.ts";
import { verticalPorts } from "../../../../src/editor/canvas/flow/portSides.ts";
import type { Box } from "../../../../src/editor/document/canvasView.ts";
import { emptyGraph } from "../../../../src/graph/emptyGraph.ts";
import type { Graph, GraphNode } from "../../../../src/graph/graph.ts";

function node(id: string, type: string, settings: GraphNode["settings"] = {}): GraphNode {
  return { id, type, settings };
}

function graphOf(nodes: readonly GraphNode[], edges: readonly (readonly [string, string])[]): Graph {
  return { ...emptyGraph, nodes, edges: edges.map(([from, to]) => ({ from, to })) };
}

describe("the sides of ports", () => {
  const box = (x: number, y: number): Box => ({ x, y, width: 180, height: 100 });

  test("a wire straight down runs from the bottom to the top", () => {
    const edges = [{ from: "a.out", to: "b.x" }];
    expect(
      verticalPorts(
        edges,
        new Map([
          ["a", box(0, 0)],
          ["b", box(20, 160)],
        ]),
      ),
    ).toEqual(new Set(["out a.out", "in b.x"]));
  });

  test("one beside it, above it, or into two directions does not", () => {
    const down = { from: "a.out", to: "b.x" };
    const aside = { from: "a.out", to: "c.x" };
    const boxes = new Map([
      ["a", box(0, 0)],
      ["b", box(0, 160)],
      ["c", box(400, 160)],
    ]);
    expect(verticalPorts([aside], boxes).size).toBe(0);
    expect(verticalPorts([down, aside], boxes).size).toBe(0);
    expect(verticalPorts([{ from: "b.out", to: "a.x" }], boxes).size).toBe(0);
  });

  test("a node of an unknown type has the ports that its wires lead to", () => {
    const graph = graphOf([node("w", "words"), node("m", "magic")], [["w.words", "m.anything"]]);
    const ports = cardPorts(graph, new Set());
    expect(ports.get("m")?.inputs).toMatchObject([{ name: "anything", kind: null, side: "left" }]);
    expect(ports.get("w")?.outputs).toMatchObject([{ name: "words", kind: "words", side: "right" }]);
  });

  test.each([
    [[], ["tensors", "a"]],
    [["a"], ["a", "b"]],
    [
      ["a", "c"],
      ["a", "b", "c"],
    ],
    [
      ["a", "b", "c", "d"],
      ["a", "b", "c", "d", "e"],
    ],
    ["abcdefghijklmnopqrstuvwxyz".split(""), "abcdefghijklmnopqrstuvwxyz".split("")],
    [["tensors"], ["tensors"]],
    [
      ["tensors", "b"],
      ["tensors", "a", "b"],
    ],
  ])("of a cat with wires to %j are %j", (wired, shown) => {
    const edges = wired.map((port) => ["x.out", `c.${port}`] as const);
    const graph = graphOf([node("c", "cat"), node("x", "parameter")], edges);
    expect(
      cardPorts(graph, new Set())
        .get("c")!
        .inputs.map(({ name }) => name),
    ).toEqual(shown);
  });
});
