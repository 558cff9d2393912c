import { expect, test } from "vitest";
import { CompileCache } from "../../src/program/compileCache.ts";
import { planGraph } from "../../src/program/planGraph.ts";
import { reportPlan } from "../../src/session/report.ts";
import { notebookGraph } from "../session/graphs.ts";

/** What is said of the sum of two constants of these shapes, or of another node of two inputs. */
function reportOn(a: string, b: string, type = "add", settings = {}, [first, second] = ["a", "b"]) {
  const graph = {
    ...notebookGraph(),
    nodes: [
      { id: "a", type: "constant", settings: { values: "1", shape: a } },
      { id: "b", type: "constant", settings: { values: "1", shape: b } },
      { id: "sum", type, settings },
    ],
    edges: [
      { from: "a.out", to: `sum.${first}` },
      { from: "b.out", to: `sum.${second}` },
    ],
  };
  return reportPlan(planGraph(graph, new Map(), new CompileCache()), null).nodes["sum"]!;
}

test.each([
  ["4", "4, 1"],
  ["4, 1", "4"],
])("[%s] beside [%s] gets a hint that says what came out", (a, b) => {
  const { hints } = reportOn(a, b);
  expect(hints).toHaveLength(1);
  expect(hints[0]).toMatch(/^\[4(, 1)?\] and \[4(, 1)?\] broadcast to \[4, 4\], 4 × 4 numbers: /);
});

test.each([
  ["4", "4"],
  ["4, 4", "4"],
  ["4, 1", "4, 1"],
  ["4, 1", "1, 4"],
  ["3", "4, 1"],
  ["1", "1, 1"],
])("[%s] beside [%s] gets none", (a, b) => {
  expect(reportOn(a, b).hints).toEqual([]);
});

test("where operands repeat is said by the dimensions of the result, aligned at the right", () => {
  expect(reportOn("2, 3", "3").broadcasts).toEqual([
    {
      op: "add",
      ordinal: 0,
      result: [2, 3],
      operands: [
        { input: "a", called: "a", shape: [2, 3], aligned: [2, 3], repeats: [] },
        { input: "b", called: "b", shape: [3], aligned: [null, 3], repeats: [0] },
      ],
    },
  ]);
  expect(reportOn("3", "3").broadcasts).toEqual([]);
});

test("the operands of a formula are called as in the formula", () => {
  const { broadcasts } = reportOn("2, 3", "3", "expression", { formula: "x - y" }, ["x", "y"]);
  expect(broadcasts[0]!.operands.map(({ called }) => called)).toEqual(["x", "y"]);
});
