import { fc, test as property } from "@fast-check/vitest";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseEndpoint } from "../../src/base/endpoint.ts";
import { downstream } from "../../src/graph/downstream.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { topologicalOrder, wireCircle } from "../../src/graph/topologicalOrder.ts";
import { wireRefusal } from "../../src/graph/wireRefusal.ts";
import { anyGraph } from "./arbitraryGraph.ts";
import { namesFrom, renamedNodes } from "./renamedNodes.ts";

const read = (name: string) => readGraph(readFileSync(new URL(`../../graphs/${name}.json`, import.meta.url), "utf8"));
const notebook = read("notebook-mlp");

/** A graph of `x` nodes (of an unknown type) with the wires `a-b`. */
function graphOf(ids: readonly string[], ...wires: string[]): Graph {
  const edges = wires.map((wire, i) => ({ from: `${wire.split("-")[0]}.p`, to: `${wire.split("-")[1]}.p${i}` }));
  return { ...notebook, nodes: ids.map((id) => ({ id, type: "x", settings: {} })), edges };
}

/** The rule, word for word. */
function firstThatCanRun({ nodes, edges }: Graph): string[] {
  const order: string[] = [];
  while (order.length < nodes.length) {
    const next = nodes.find(({ id }) => {
      const sources = edges
        .filter(({ to }) => parseEndpoint(to)!.node === id)
        .map(({ from }) => parseEndpoint(from)!.node);
      return !order.includes(id) && sources.every((source) => order.includes(source));
    });
    order.push(next!.id);
  }
  return order;
}

function sortedBy<T>(list: readonly T[], random: Iterator<number>): T[] {
  const keyed = list.map((item) => ({ item, key: Number(random.next().value) }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

describe("the order of nodes", () => {
  test("the notebook's parameters are drawn in the notebook's order", () => {
    const order = topologicalOrder(notebook);
    expect(order.filter((id) => ["C", "hidden", "output"].includes(id))).toEqual(["C", "hidden", "output"]);
    const names = topologicalOrder(read("names-mlp"));
    expect(names.filter((id) => ["C", "hidden", "output"].includes(id))).toEqual(["C", "hidden", "output"]);
  });

  test("of the nodes that could run next comes the one that stands first in the list, whatever it is called", () => {
    expect(topologicalOrder(graphOf(["b", "a", "Z", "10", "2"]))).toEqual(["b", "a", "Z", "10", "2"]);
    expect(topologicalOrder(graphOf(["a", "b", "c"], "b-a"))).toEqual(["b", "a", "c"]);
    expect(topologicalOrder(graphOf(["d", "c", "b", "a"], "a-d", "b-c"))).toEqual(["b", "c", "a", "d"]);
    expect(topologicalOrder(graphOf(["a", "b", "c", "d"], "d-a"))).toEqual(["b", "c", "d", "a"]);
  });

  property.prop([anyGraph, fc.infiniteStream(fc.nat())])(
    "of any list, in any order, the first that could run next is taken; wires may be listed in any order",
    (graph, random) => {
      const shuffled = { ...graph, nodes: sortedBy(graph.nodes, random), edges: sortedBy(graph.edges, random) };
      const order = topologicalOrder(shuffled);
      expect(order).toEqual(firstThatCanRun(shuffled));
      expect(topologicalOrder({ ...shuffled, edges: sortedBy(graph.edges, random) })).toEqual(order);
    },
  );

  property.prop([anyGraph, fc.infiniteStream(fc.nat())])("a list in order runs as it stands", (graph, random) => {
    const order = topologicalOrder({ ...graph, nodes: sortedBy(graph.nodes, random) });
    const nodes = order.map((id) => graph.nodes.find((node) => node.id === id)!);
    expect(topologicalOrder({ ...graph, nodes })).toEqual(order);
  });

  property.prop([anyGraph, fc.array(fc.nat(), { minLength: 8, maxLength: 8 })])(
    "other names change nothing",
    (graph, numbers) => {
      const names = namesFrom(numbers);
      const named = new Map(graph.nodes.map(({ id }, at) => [id, names[at]]));
      expect(topologicalOrder(renamedNodes(graph, names))).toEqual(topologicalOrder(graph).map((id) => named.get(id)));
    },
  );

  test("a circle is named, from the one of its nodes on that stands first", () => {
    const graph = graphOf(["d", "c", "b", "a", "z"], "c-b", "b-d", "d-c", "a-c", "d-z");
    expect(wireCircle(graph)).toEqual(["d", "c", "b", "d"]);
    expect(() => topologicalOrder(graph)).toThrow('wires go in a circle: "d" → "c" → "b" → "d"');
    expect(wireCircle(graphOf(["a"], "a-a"))).toEqual(["a", "a"]);
    expect(wireCircle(notebook)).toBeNull();
  });

  test("of a long circle the two ends are named", () => {
    const ids = Array.from({ length: 40 }, (_, i) => `n${String(i).padStart(2, "0")}`);
    const graph = graphOf(ids, ...ids.map((id, i) => `${id}-${ids[(i + 1) % 40]!}`));
    expect(() => topologicalOrder(graph)).toThrow(/"n07" → … \(30 more\) → "n38" → "n39" → "n00"$/);
  });
});

test("downstream is everything that a node leads to, and itself", () => {
  expect([...downstream(notebook, ["tanh"])].toSorted()).toEqual(["guess", "loss", "output", "sgd", "tanh", "wrong"]);
  expect([...downstream(notebook, ["sgd", "nowhere"])]).toEqual(["sgd"]);
  expect(downstream(notebook, ["words"]).size).toBe(12);
});

describe("why a wire cannot be", () => {
  test.each([
    ["view.out", "output.x", null],
    ["C.out", "hidden.x", null],
    ["C.out", "context.ids", '"C.out" carries a tensor, "context.ids" takes ids'],
    ["words.words", "hidden.x", '"words.words" carries words, "hidden.x" takes a tensor'],
    ["tokenize.ids", "hidden.W", '"tokenize.ids" carries ids, "hidden.W" takes a tensor'],
    ["C.out", "C.ids", '"C" cannot be wired to itself'],
    ["tanh.out", "view.x", 'this wire would close a circle: "tanh" → "view" → "hidden" → "tanh"'],
    ["tanh.out", "hidden.x", 'this wire would close a circle: "tanh" → "hidden" → "tanh"'],
    ["tanh.x", "output.x", 'node "tanh" has no output "x"; its outputs are out'],
    ["tanh.out", "output.y", 'node "output" has no input "y"; its inputs are x, W, b'],
    ["sgd.out", "output.x", 'node "sgd" has no output "out"; it has no outputs'],
    ["tanh.toString", "output.x", 'node "tanh" has no output "toString"; its outputs are out'],
    ["nowhere.out", "output.x", 'there is no node "nowhere"'],
    ["tanh", "output.x", '"tanh" is no port, expected "node.port"'],
    ["tanh.out", "", '"" is no port, expected "node.port"'],
  ])("%s to %s", (from, to, message) => {
    expect(wireRefusal(notebook, from, to)).toBe(message);
  });

  test("ports of unknown node types fit everything, but not in a circle", () => {
    const graph = graphOf(["a", "b", "c"], "a-b", "b-c");
    expect(wireRefusal(graph, "a.anything", "c.anything")).toBeNull();
    expect(wireRefusal(graph, "c.p", "a.p")).toBe('this wire would close a circle: "c" → "a" → "b" → "c"');
  });
});
