import { expect, test } from "vitest";
import { cardPorts } from "../../../../src/editor/canvas/flow/cardPorts.ts";
import { readGraph } from "../../../../src/graph/file/readGraph.ts";

const graph = readGraph(
  JSON.stringify({
    format: "wiregrad/graph",
    version: 2,
    title: "",
    seed: 1,
    nodes: [
      { id: "a", type: "tanh" },
      { id: "b", type: "linear" },
    ],
    edges: [],
  }),
);
const edges = [{ from: "a.out", to: "b.x" }];

test("the ports of a node are the same object until its wires or their sides are others", () => {
  const before = cardPorts(graph, new Set());
  const wired = cardPorts({ ...graph, edges }, new Set());
  expect(cardPorts({ ...graph, edges }, new Set()).get("b")).toBe(wired.get("b"));
  expect(cardPorts(graph, new Set()).get("b")).toBe(before.get("b"));
  const down = cardPorts({ ...graph, edges }, new Set(["out a.out", "in b.x"]));
  const side = (ports: typeof down, node: string, end: "inputs" | "outputs", port: string) =>
    ports.get(node)?.[end].find(({ name }) => name === port)?.side;
  expect([side(down, "a", "outputs", "out"), side(down, "b", "inputs", "x")]).toEqual(["bottom", "top"]);
  expect([side(wired, "a", "outputs", "out"), side(wired, "b", "inputs", "x")]).toEqual(["right", "left"]);
  // A wire of the file to a port that the type has not is shown as well.
  const strange = cardPorts({ ...graph, edges: [{ from: "a.out", to: "b.other" }] }, new Set());
  expect(side(strange, "b", "inputs", "other")).toBe("left");
  expect(side(wired, "b", "inputs", "other")).toBeUndefined();
});
