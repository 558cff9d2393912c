import { expect, test } from "vitest";
import { searchIds } from "../../src/editor/document/edits/nodeSearch.ts";

test("nodes are found by their names, those that begin with what is searched first", () => {
  const ids = ["my_linear", "linear_14", "tanh", "LINEAR"];
  expect(searchIds(" linear ", ids)).toEqual(["linear_14", "LINEAR", "my_linear"]);
  expect(searchIds("linear_14", ids)).toEqual(["linear_14"]);
  expect(searchIds("", ids)).toEqual([]);
});
