import { expect, test } from "vitest";
import { modelChanges, otherChanges } from "../../../src/graph/changes/modelChanges.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { applyEdit, type Edit } from "../../../src/graph/edits/edit.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { notebook } from "../../cli/folder.ts";

const graph = readGraph(notebook);
const edited = (...edits: readonly Edit[]): Graph => edits.reduce(applyEdit, graph);
const after = (...edits: readonly Edit[]) => modelChanges(graph, edited(...edits));

test("nothing changed", () => {
  expect(modelChanges(graph, graph)).toEqual([]);
  expect(otherChanges(graph, graph)).toEqual([]);
});

test("a setting, a variable and the seed are told with old → new, and a setting that was left out is as usual", () => {
  expect(
    after(
      { type: "setSetting", id: "sgd", setting: "lr", value: "0.01" },
      { type: "setSetting", id: "sgd", setting: "momentum", value: "0.9" },
      { type: "setVariable", name: "n_hidden", text: "120" },
      { type: "setSeed", seed: 7 },
    ),
  ).toEqual([
    "seed: 2147483647 → 7",
    'variable "n_hidden": "100" → "120"',
    'node "sgd": field "lr": "0.1" → "0.01"',
    'node "sgd": field "momentum": "0" → "0.9"',
  ]);
});

test("a node that is called otherwise is the same node: no wire of it is told", () => {
  expect(after({ type: "renameNode", id: "hidden", to: "first" })).toEqual(['node "hidden" is called "first" now']);
  const both = after(
    { type: "renameNode", id: "hidden", to: "first" },
    { type: "renameNode", id: "tanh", to: "squash" },
    { type: "setSetting", id: "first", setting: "out", value: "50" },
  );
  expect(both).toEqual([
    'node "tanh" is called "squash" now',
    'node "hidden" is called "first" now',
    expect.stringMatching(/^node "first": field "out": "n_hidden" → "50"$/),
  ]);
});

test("a node that comes between two others is new, and so is its wire", () => {
  const position = { x: 0, y: 0 };
  expect(
    after(
      { type: "addNode", nodeType: "dropout", id: "drop", position, settings: { p: "0.1" } },
      { type: "connect", from: "tanh.out", to: "drop.x" },
      { type: "connect", from: "drop.out", to: "output.x" },
    ),
  ).toEqual([
    'node "drop" (dropout) is new, with p "0.1"',
    "output.x is wired to drop.out instead of tanh.out",
    "wire tanh.out → drop.x is new",
  ]);
});

test("a node that is gone takes its wires along", () => {
  expect(after({ type: "remove", nodes: ["sgd"] })).toEqual([
    'node "sgd" (sgd) is gone',
    "wire loss.loss → sgd.loss is gone",
  ]);
});

test("a setting that is as the node type has it is no change, given or left out", () => {
  expect(after({ type: "setSetting", id: "sgd", setting: "momentum", value: "0" })).toEqual([]);
});

test("variables come and go", () => {
  const more = edited({ type: "setVariable", name: "rate", text: "0.1" });
  expect(modelChanges(graph, more)).toEqual(['variable "rate" is new: "0.1"']);
  expect(modelChanges(more, graph)).toEqual(['variable "rate" is gone']);
});

test("another order of the nodes is told where they then run, and draw, in another order", () => {
  const two = [
    { id: "A", type: "parameter", settings: { shape: "2" } },
    { id: "B", type: "parameter", settings: { shape: "3" } },
  ];
  const ab = { ...graph, nodes: two, edges: [] };
  expect(modelChanges(ab, { ...ab, nodes: two.toReversed() })).toEqual([
    "the nodes run in another order, in which they draw",
  ]);
  const end = { id: "end", type: "add", settings: {} };
  const wired = {
    ...ab,
    nodes: [...two, end],
    edges: [
      { from: "A.out", to: "end.a" },
      { from: "B.out", to: "end.b" },
    ],
  };
  expect(modelChanges(wired, { ...wired, nodes: [end, ...two] })).toEqual([]);
});

test("titles, places and comments are beside the model", () => {
  const other = edited(
    { type: "setTitle", title: "Mine" },
    { type: "move", nodes: [{ id: "C", position: { x: -7, y: 3 } }] },
    { type: "addComment", comment: { text: "why", position: { x: 0, y: 0 }, size: { width: 100, height: 50 } } },
  );
  expect(modelChanges(graph, other)).toEqual([]);
  expect(otherChanges(graph, other)).toEqual([
    `title: ${JSON.stringify(graph.title)} → "Mine"`,
    "1 node stands elsewhere",
    "the comments are others",
  ]);
});

test("an expression that is only written otherwise changes no model, and is told beside it", () => {
  const same = edited(
    { type: "setSetting", id: "sgd", setting: "lr", value: "0.10" },
    { type: "setSetting", id: "hidden", setting: "out", value: " (n_hidden)" },
    { type: "setVariable", name: "n_hidden", text: "1e2" },
  );
  expect(modelChanges(graph, same)).toEqual([]);
  expect(otherChanges(graph, same)).toEqual([
    'variable "n_hidden" is written otherwise: "100" → "1e2"',
    'node "hidden": field "out" is written otherwise: "n_hidden" → " (n_hidden)"',
    'node "sgd": field "lr" is written otherwise: "0.1" → "0.10"',
  ]);
  // What cannot be read is compared as it is written, and so is what is no expression.
  expect(after({ type: "setSetting", id: "sgd", setting: "lr", value: "0.1 +" })).toEqual([
    'node "sgd": field "lr": "0.1" → "0.1 +"',
  ]);
  expect(after({ type: "setSetting", id: "words", setting: "source", value: "names " })).toHaveLength(1);
});
