import { test as property } from "@fast-check/vitest";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CURRENT_VERSION, migrations } from "../../../src/graph/migrations/migrations.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { writeGraph } from "../../../src/graph/writeGraph.ts";
import { anyGraph } from "../arbitraryGraph.ts";

const least = '{ "format": "wiregrad/graph", "version": 2, "nodes": [] }';

describe("files", () => {
  property.prop([anyGraph], { numRuns: 500 })("a graph that is written is read again as it was", (graph) => {
    const text = writeGraph(graph);
    expect(readGraph(text)).toStrictEqual(graph);
    expect(writeGraph(readGraph(text))).toBe(text);
  });

  test("what may be left out is left out", () => {
    expect(readGraph(least)).toStrictEqual({
      format: "wiregrad/graph",
      version: 2,
      title: "",
      description: "",
      seed: 2147483647,
      variables: {},
      nodes: [],
      edges: [],
      comments: [],
    });
  });

  test("a byte order mark before a pasted text does not matter", () => {
    expect(readGraph(`\uFEFF${least}`).nodes).toEqual([]);
  });

  test("a negative zero, which JSON can read and not write, is a zero", () => {
    const node = '{ "id": "a", "type": "max", "position": { "x": -0, "y": 1 }, "settings": { "dim": -0.0 } }';
    const text = `{ "format": "wiregrad/graph", "version": 2, "title": "", "seed": 1, "nodes": [${node}], "edges": [] }`;
    const graph = readGraph(text);
    expect(graph.nodes[0]).toMatchObject({ position: { x: 0, y: 1 }, settings: { dim: 0 } });
    expect(readGraph(writeGraph(graph))).toEqual(graph);
  });

  test("every older version has a way to the current one", () => {
    const versions = Array.from({ length: CURRENT_VERSION - 1 }, (_, i) => i + 1);
    expect([...migrations.keys()]).toEqual(versions);
  });

  test("a half-done document is a document: what the compiler says at a node does not refuse it", () => {
    const graph = readGraph(
      JSON.stringify({
        format: "wiregrad/graph",
        version: 2,
        variables: { broken: "1 +", missing: "not_there" },
        nodes: [
          { id: "a", type: "linear", settings: { out: "2 *", bias: "maybe", init: "no such", later: true } },
          { id: "b", type: "tokenize", settings: { level: 3 } },
          { id: "c", type: "of a later version", settings: { x: 1 } },
        ],
        edges: [
          { from: "a.out", to: "b.words" },
          { from: "c.anything", to: "a.x" },
        ],
      }),
    );
    expect(graph.nodes.map((node) => node.id)).toEqual(["a", "b", "c"]);
    expect(graph.edges).toHaveLength(2);
  });
});

describe("the layout of a file", () => {
  const folder = new URL("../../../graphs/", import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

  test.each(names)("%s is as Wiregrad would write it", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(writeGraph(readGraph(text))).toBe(text);
  });

  test("nodes and edges take a line each, in a fixed order of keys, unknown fields last", () => {
    const graph = readGraph(
      JSON.stringify({
        later: { a: [1, 2], b: {} },
        edges: [{ to: "b.x", from: "a.out", colour: "red" }],
        nodes: [
          { settings: {}, position: { y: 2, x: 1, z: 3 }, type: "tanh", id: "a" },
          { id: "b", type: "linear", note: "x".repeat(100), settings: { out: "n" } },
        ],
        variables: { n: "3" },
        version: 2,
        format: "wiregrad/graph",
        comments: [{ size: { width: 10, height: 5 }, position: { x: 0, y: -1.5 }, text: "two\nlines" }],
        title: "T",
      }),
    );
    expect(writeGraph(graph)).toBe(`{
  "format": "wiregrad/graph",
  "version": 2,
  "title": "T",
  "description": "",
  "seed": 2147483647,
  "variables": { "n": "3" },
  "nodes": [
    { "id": "a", "type": "tanh", "position": { "x": 1, "y": 2, "z": 3 } },
    {
      "id": "b",
      "type": "linear",
      "settings": { "out": "n" },
      "note": "${"x".repeat(100)}"
    }
  ],
  "edges": [
    { "from": "a.out", "to": "b.x", "colour": "red" }
  ],
  "comments": [
    { "text": "two\\nlines", "position": { "x": 0, "y": -1.5 }, "size": { "width": 10, "height": 5 } }
  ],
  "later": { "a": [1, 2], "b": {} }
}
`);
  });
});
