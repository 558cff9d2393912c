import { expect, test } from "vitest";
import { searchIds, searchNodeTypes } from "../../../../src/editor/document/edits/nodeSearch.ts";

test("node types are found by their name, their type and what they do", () => {
  expect(searchNodeTypes("cross").map(({ type }) => type)).toEqual(["cross_entropy"]);
  expect(searchNodeTypes("Cross entropy")[0]?.type).toBe("cross_entropy");
  expect(searchNodeTypes("gradient")[0]?.type).toBe("sgd");
  expect(searchNodeTypes("xyzzy")).toEqual([]);
  expect(searchNodeTypes("t")[0]?.title.startsWith("T")).toBe(true);
});

test("nodes are found by their names, those that begin with what is searched first", () => {
  const ids = ["my_linear", "linear_14", "tanh", "LINEAR"];
  expect(searchIds(" linear ", ids)).toEqual(["linear_14", "LINEAR", "my_linear"]);
  expect(searchIds("linear_14", ids)).toEqual(["linear_14"]);
  expect(searchIds("", ids)).toEqual([]);
});
