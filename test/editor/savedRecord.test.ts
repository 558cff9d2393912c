import { expect, test } from "vitest";
import { fromRecord, isWorthKeeping, toRecord, type Kept } from "../../src/editor/shell/savedRecord.ts";
import type { Checkpoint } from "../../src/session/protocol.ts";
import { Generator } from "../../src/tensor/rng/generator.ts";
import { notebookGraph } from "../session/graphs.ts";

const trained = (iteration: number): Checkpoint => ({
  iteration,
  parameters: {},
  generator: new Generator(1).state(),
  curves: [],
});
const kept: Kept = {
  graph: notebookGraph(),
  documentId: "one",
  origin: { kind: "gallery", name: "notebook-mlp" },
  checkpoint: trained(0),
  ghost: { iterations: [], losses: [] },
  touched: false,
};

test.each([
  ["a graph of the gallery that was only looked at", {}, false],
  ["one that was edited", { touched: true }, true],
  ["one that was trained", { checkpoint: trained(1) }, true],
  ["one that never ran", { checkpoint: null }, false],
  ["a file that was only looked at", { origin: { kind: "file", name: "mine.json" } }, true],
  ["a chapter of the lesson", { origin: { kind: "lesson", name: "examples" }, touched: true }, false],
  ["a graph without a node", { graph: { ...kept.graph, nodes: [], edges: [] }, touched: true }, false],
] as const)("%s: whether it is kept when another graph takes its place", (_name, change, expected) => {
  expect(isWorthKeeping(toRecord({ ...kept, ...change }, 0))).toBe(expected);
});

test("what an earlier version of the page kept counts as changed", () => {
  const { touched: _, ...record } = toRecord(kept, 0);
  expect(isWorthKeeping(record)).toBe(true);
  expect(fromRecord(record).touched).toBe(true);
});
