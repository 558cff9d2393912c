import { expect, test } from "vitest";
import { activeSettings, cardSettings } from "../../../src/editor/settings/nodeSettings.ts";
import type { GraphNode } from "../../../src/graph/graph.ts";
import { findNodeType } from "../../../src/nodes/catalogue.ts";

function node(id: string, type: string, settings: GraphNode["settings"] = {}): GraphNode {
  return { id, type, settings };
}

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
