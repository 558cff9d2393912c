import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import { reportPlan } from "../../../src/session/reports/reportPlan.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { wiredGraph, type WiredNodes } from "../../contract/nodes/wiredGraph.ts";

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

/** The hints at the node `last` of a graph. */
function hintsAtLast(nodes: WiredNodes, ...wires: string[]): readonly string[] {
  const plan = planGraph(wiredGraph(nodes, ...wires), new Map(), new CompileCache());
  expect(planDiagnostics(plan)).toEqual([]);
  return reportPlan(plan, null).nodes["last"]!.hints;
}

describe("a reduction that meets what it reduced", () => {
  const P = (shape: string): WiredNodes => ({ P: ["parameter", { shape }] });

  test("along another dimension than its own is said, with the shape that keepdim gives", () => {
    const nodes: WiredNodes = { ...P("27, 27"), sum: ["sum", { dim: "1" }], last: ["div"] };
    expect(hintsAtLast(nodes, "P.out sum.x", "P.out last.a", "sum.out last.b")).toEqual([
      "[27] has a number for each place of dimension 0 of [27, 27], and here they lie along dimension 1: " +
        "with keepdim the shape is [27, 1], and each meets what it was made of",
    ]);
  });

  test.each([
    ["mean", "1"],
    ["max", "1"],
    ["var", "1"],
    ["sum", "-1"],
  ])("as %s over %s does, also element by element further on", (type, dim) => {
    const nodes: WiredNodes = {
      ...P("4, 4"),
      exp: ["exp"],
      square: ["mul"],
      reduced: [type, { dim }],
      root: ["expression", { formula: "x + 1e-5" }],
      last: ["sub"],
    };
    const wires = ["P.out exp.x", "exp.out square.a", "P.out square.b", "square.out reduced.x", "reduced.out root.x"];
    expect(hintsAtLast(nodes, ...wires, "exp.out last.a", "root.out last.b")).toHaveLength(1);
  });

  test.each([
    // What is right, or refused, or not of the same numbers.
    ["over the first dimension", { sum: ["sum", { dim: "0" }] }, "4, 4", "P.out"],
    ["with keepdim", { sum: ["sum", { dim: "1", keepdim: true }] }, "4, 4", "P.out"],
    ["over all", { sum: ["sum"] }, "4, 4", "P.out"],
    ["over the first two of three", { sum: ["sum", { dim: "0, 1" }] }, "3, 3, 3", "P.out"],
    ["of one row", { sum: ["sum", { dim: "1" }] }, "1, 4", "P.out"],
    [
      "beside its transpose",
      { sum: ["sum", { dim: "1" }], t: ["transpose", { dim0: "0", dim1: "1" }] },
      "4, 4",
      "t.out",
    ],
    ["beside other numbers", { sum: ["sum", { dim: "1" }], t: ["parameter", { shape: "4, 4" }] }, "4, 4", "t.out"],
  ] as [string, WiredNodes, string, string][])("%s is not", (_title, more, shape, whole) => {
    const wires = [
      "P.out sum.x",
      `${whole} last.a`,
      "sum.out last.b",
      ...(whole === "t.out" && more["t"]![0] === "transpose" ? ["P.out t.x"] : []),
    ];
    expect(hintsAtLast({ ...P(shape), ...more, last: ["div"] }, ...wires)).toEqual([]);
  });
});

describe("a view that mixes examples", () => {
  const hints = (from: string, to: string): readonly string[] =>
    hintsAtLast({ x: ["parameter", { shape: from }], last: ["view", { shape: to }] }, "x.out last.x");

  test.each([
    ["3, 32", "32, 3"],
    ["3, 32, 2", "32, 3, 2"],
    ["3, 32, 2", "32, 6"],
    ["3, 32, 2", "32, -1"],
    ["1, 3, 32", "32, 3"],
    ["4, 2, 3", "3, 4, 2"],
  ])("[%s] seen as [%s] is said", (from, to) => {
    expect(hints(from, to)).toHaveLength(1);
    expect(hints(from, to)[0]).toMatch(/seen as .* keeps the numbers in their order.*, transpose first$/);
  });

  test.each([
    ["32, 3, 2", "32, 6"],
    ["32, 3, 2", "-1, 6"],
    ["32, 3, 2", "96, 2"],
    ["32, 6", "32, 3, 2"],
    ["96, 2", "32, 3, 2"],
    ["6", "2, 3"],
    ["2, 3", "6"],
    ["32, 1, 6", "32, 6"],
    ["32, 6", "1, 32, 6"],
    ["6, 1", "1, 6"],
    ["4, 8, 10", "4, 4, 20"],
    ["2, 4, 2", "2, 2, 4"],
    ["4, 8, 6", "4, 8, 2, 3"],
    ["12, 4", "8, 6"],
    ["4, 4", "4, 4"],
  ])("[%s] seen as [%s] is not", (from, to) => {
    expect(hints(from, to)).toEqual([]);
  });

  property.prop([
    fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  ])("never says so of dimensions that are merged or split where they stand", (sizes, joins) => {
    const merged = sizes.reduce<number[]>(
      (list, size, at) => (at > 0 && joins[at]! ? [...list.slice(0, -1), list.at(-1)! * size] : [...list, size]),
      [],
    );
    expect(hints(sizes.join(", "), merged.join(", "))).toEqual([]);
    expect(hints(merged.join(", "), sizes.join(", "))).toEqual([]);
  });
});
