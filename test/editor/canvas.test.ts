import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardPorts } from "../../src/editor/canvas/flow/cardPorts.ts";
import { fittingNodes } from "../../src/editor/document/edits/fittingNodes.ts";
import { flowCommentId, flowNodeId, graphCommentIndex, graphNodeId } from "../../src/editor/document/flowId.ts";
import { freePlace } from "../../src/editor/canvas/flow/freePlace.ts";
import { layoutGraph } from "../../src/editor/canvas/layoutGraph.ts";
import { searchNodeTypes } from "../../src/editor/document/edits/nodeSearch.ts";
import { placeLabels } from "../../src/editor/canvas/wire/placeLabels.ts";
import { verticalPorts } from "../../src/editor/canvas/flow/portSides.ts";
import type { Box } from "../../src/editor/document/canvasView.ts";
import { wirePath } from "../../src/editor/canvas/flow/wirePath.ts";
import { compatibleOutputs } from "../../src/editor/inspector/compatibleOutputs.ts";
import { activeSettings, cardSettings } from "../../src/editor/settings/nodeSettings.ts";
import { emptyGraph } from "../../src/editor/document/emptyGraph.ts";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { findNodeType } from "../../src/nodes/catalogue.ts";

function node(id: string, type: string, settings: GraphNode["settings"] = {}): GraphNode {
  return { id, type, settings };
}

function graphOf(nodes: readonly GraphNode[], edges: readonly (readonly [string, string])[]): Graph {
  return { ...emptyGraph, nodes, edges: edges.map(([from, to]) => ({ from, to })) };
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("ids", () => {
  test("any id comes back, and fits into a CSS selector", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (id) => {
        expect(graphNodeId(flowNodeId(id))).toBe(id);
        expect(flowNodeId(id)).toMatch(/^[^"\\#]+$/);
        expect(graphCommentIndex(flowNodeId(id))).toBeNull();
      }),
    );
    expect(graphCommentIndex(flowCommentId(7))).toBe(7);
    expect(graphNodeId(flowCommentId(7))).toBeNull();
    expect(flowNodeId("hidden_2")).toBe("hidden_2");
  });
});

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

describe("the way of a wire", () => {
  test("begins and ends at its ends", () => {
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 })), ([x, y]) => {
        const path = wirePath({ x: 0, y: 0, side: "right" }, { x, y, side: "left" });
        expect(path.at(0)).toEqual({ x: 0, y: 0 });
        expect(path.at(1).x).toBeCloseTo(x);
        expect(path.at(1).y).toBeCloseTo(y);
        expect(path.d).not.toContain("NaN");
      }),
    );
  });
});

describe("labels of wires", () => {
  const at = (x: number, y: number) => (share: number) => ({ x: x + share * 200, y });

  test("stand in the middle when there is room", () => {
    expect(placeLabels([{ id: "a", width: 40, height: 18, at: at(0, 0) }], [])).toEqual(new Map([["a", 0.5]]));
  });

  test("give way to cards and to each other, or are not shown", () => {
    const labels = ["a", "b", "c"].map((id) => ({ id, width: 40, height: 18, at: at(0, 0) }));
    const places = placeLabels(labels, [{ x: 0, y: -50, width: 90, height: 100 }]);
    expect(places.get("a")).toBe(0.6);
    expect(places.get("b")).toBe(0.8);
    expect(places.has("c")).toBe(false);
  });
});

describe("layout", () => {
  const cards = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `n${i}`, width: 184, height: 80 + 40 * (i % 4) }));

  test("no card lies on another, and none is left out, in any graph", () => {
    const graphs = fc.integer({ min: 2, max: 24 }).chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(
          fc.tuple(fc.nat(count - 1), fc.nat(count - 1)).filter(([a, b]) => a < b),
          { maxLength: 40 },
        ),
      ),
    );
    fc.assert(
      fc.property(graphs, ([count, pairs]) => {
        const nodes = cards(count);
        const places = layoutGraph(
          nodes,
          pairs.map(([from, to]) => ({ from: `n${from}`, to: `n${to}` })),
        );
        const boxes = nodes.map((card) => ({ ...card, ...places.get(card.id)! }));
        expect(boxes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
        expect(boxes.some((a, i) => boxes.slice(i + 1).some((b) => overlaps(a, b)))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test("a chain goes down in columns instead of one long line", () => {
    const nodes = cards(12);
    const edges = nodes.slice(1).map((_, i) => ({ from: `n${i}`, to: `n${i + 1}` }));
    const places = [...layoutGraph(nodes, edges).values()];
    const columns = new Set(places.map(({ x }) => x)).size;
    expect(columns).toBeGreaterThan(2);
    expect(columns).toBeLessThan(6);
  });
});

test("a new card finds the nearest free place", () => {
  const wanted = { x: 0, y: 0, width: 100, height: 100 };
  expect(freePlace(wanted, [])).toEqual({ x: 0, y: 0 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ x: fc.integer({ min: -300, max: 300 }), y: fc.integer({ min: -300, max: 300 }) }), {
        maxLength: 20,
      }),
      (places) => {
        const others = places.map((place) => ({ ...place, width: 120, height: 90 }));
        const found = { ...wanted, ...freePlace(wanted, others) };
        expect(others.some((other) => overlaps(found, other))).toBe(false);
      },
    ),
  );
});

test("node types are found by their name, their type and what they do", () => {
  expect(searchNodeTypes("cross").map(({ type }) => type)).toEqual(["cross_entropy"]);
  expect(searchNodeTypes("Cross entropy")[0]?.type).toBe("cross_entropy");
  expect(searchNodeTypes("gradient")[0]?.type).toBe("sgd");
  expect(searchNodeTypes("xyzzy")).toEqual([]);
  expect(searchNodeTypes("t")[0]?.title.startsWith("T")).toBe(true);
});

test("a loose wire is offered what fits its kind, at the port that needs it", () => {
  expect(fittingNodes("words", "output").map(({ nodeType, port }) => [nodeType.type, port])).toEqual([
    ["tokenize", "words"],
  ]);
  const tensors = fittingNodes("tensor", "output");
  expect(tensors.find(({ nodeType }) => nodeType.type === "linear")?.port).toBe("x");
  expect(tensors.some(({ nodeType }) => nodeType.type === "tokenize")).toBe(false);
});

test("an input lists the outputs that fit: of its kind, and in no circle", () => {
  const graph = graphOf(
    [node("w", "words"), node("a", "linear"), node("b", "tanh"), node("c", "linear")],
    [["a.out", "b.x"]],
  );
  expect(compatibleOutputs(graph, "a", "tensor")).toEqual(["c.out"]);
  expect(compatibleOutputs(graph, "b", "tensor")).toEqual(["a.out", "c.out"]);
  expect(compatibleOutputs(graph, "b", "words")).toEqual(["w.words"]);
});

test("a card shows the settings that say something", () => {
  const names = (id: string, type: string, settings: GraphNode["settings"]): string[] =>
    cardSettings(node(id, type, settings), findNodeType(type)!).map(([name]) => name);
  expect(names("l", "linear", {})).toEqual(["out", "bias"]);
  expect(names("l", "linear", { in: "6" })).toEqual(["in", "out", "bias"]);
  expect(names("w", "words", {})).toEqual(["source"]);
  expect(names("w", "words", { source: "text" })).toEqual(["source", "text"]);
  expect(activeSettings(node("l", "linear"), findNodeType("linear")!).map(([name]) => name)).toEqual([
    "in",
    "out",
    "bias",
    "init",
    "gain",
  ]);
});
