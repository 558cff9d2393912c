import { expect, test } from "vitest";
import { bringVariables, keptInWords } from "../../../../src/editor/document/clipboard/bringVariables.ts";
import { emptyGraph } from "../../../../src/graph/emptyGraph.ts";

const graph = { ...emptyGraph, variables: { block_size: "8", n: " 2 * 3" } };

test("what is pasted brings the variables that the graph lacks", () => {
  const brought = bringVariables(graph, { n_hidden: "100", block_size: "8" });
  expect(brought.edits).toEqual([{ type: "setVariable", name: "n_hidden", text: "100" }]);
  expect(brought.added).toEqual(["n_hidden"]);
  expect(keptInWords(brought)).toBe("");
});

test("a variable of the graph keeps its meaning, which is said in one line", () => {
  const one = bringVariables(graph, { block_size: "3", n: "2 * 3" });
  expect(one.edits).toEqual([]);
  expect(keptInWords(one)).toBe("block_size stays 8 here; where this comes from it is 3.");
  const two = bringVariables(graph, { block_size: "3", n: "7" });
  expect(keptInWords(two)).toBe("block_size and n stay as they are here; where this comes from they differ.");
});
