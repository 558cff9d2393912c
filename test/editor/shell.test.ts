import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/base/diagnostic.ts";
import { formatLoss, formatLossExactly } from "../../src/editor/pictures/formatLoss.ts";
import { nearestPoint } from "../../src/editor/runner/nearestPoint.ts";
import { programRows, standing } from "../../src/editor/debugger/programRows.ts";
import { parseStopAt } from "../../src/editor/runner/runStore.ts";
import { explainError } from "../../src/editor/kit/noticeStore.ts";
import type { InstructionReport, Pass } from "../../src/protocol/instructionReport.ts";

describe("a loss", () => {
  it("has four decimals", () => {
    expect(formatLoss(17.76970672)).toBe("17.7697");
    expect(formatLoss(0.31377)).toBe("0.3138");
    expect(formatLoss(0)).toBe("0.0000");
  });

  it("that is very small or large is written with its power of ten", () => {
    expect(formatLoss(1.23456e-7)).toBe("1.235e-7");
    expect(formatLoss(1.23456e9)).toBe("1.235e+9");
  });

  it("that is not finite is said in words", () => {
    expect([Number.NaN, Infinity, -Infinity].map(formatLoss)).toEqual(["not a number", "infinite", "minus infinite"]);
    expect(formatLossExactly(Number.NaN)).toBe("not a number");
  });
});

describe("the field `stop at iteration`", () => {
  it("is empty, or holds a whole number", () => {
    expect(["", " ", "0", "119", "1e3"].map(parseStopAt)).toEqual([null, null, 0, 119, 1000]);
    expect(["-1", "1.5", "soon", "1e400"].map(parseStopAt)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("an error", () => {
  it("is one sentence that names the file", () => {
    const error = new DiagnosticError([
      { node: "hidden", field: "settings.out", message: "expected a whole number" },
      { message: "another" },
    ]);
    expect(explainError(error, "my.json")).toBe(
      'my.json: node "hidden": field "settings.out": expected a whole number (and 1 more)',
    );
    expect(explainError(new Error("it broke"))).toBe("it broke");
  });
});

describe("the nearest point of a curve", () => {
  const curve = { iterations: [0, 10, 20], losses: [3, 2, 1] };
  it("is the one beside", () => {
    expect(nearestPoint(curve, 14)).toEqual({ iteration: 10, loss: 2 });
    expect(nearestPoint(curve, 16)).toEqual({ iteration: 20, loss: 1 });
  });

  it("is none where the curve has ended long before, or is empty", () => {
    expect(nearestPoint(curve, 5000)).toBeNull();
    expect(nearestPoint({ iterations: [], losses: [] }, 0)).toBeNull();
  });
});

describe("the rows of a program", () => {
  const instruction = (pass: Pass, node: string, op: string): InstructionReport => ({
    pass,
    node,
    op,
    detail: "",
    results: [],
    every: null,
  });
  const { groups, columns } = programRows([
    instruction("forward", "hidden", "matmul"),
    instruction("forward", "hidden", "add"),
    instruction("forward", "tanh", "tanh"),
    instruction("backward", "tanh", "tanh"),
    instruction("backward", "hidden", "add"),
    instruction("backward", "hidden", "matmul"),
    instruction("update", "sgd", "sgd"),
  ]);

  it("are groups of one node each, what Step moves over", () => {
    expect(groups.map(({ pass, node, start, end }) => [pass, node, start, end])).toEqual([
      ["forward", "hidden", 0, 2],
      ["forward", "tanh", 2, 3],
      ["backward", "tanh", 3, 4],
      ["backward", "hidden", 4, 6],
      ["update", "sgd", 6, 7],
    ]);
  });

  it("put a node's backward under its forward", () => {
    expect(columns).toBe(2);
    expect(groups.map(({ column }) => column)).toEqual([0, 1, 1, 0, 0]);
  });

  it("know where the cursor stands", () => {
    expect(groups.map((group) => standing(group, 3))).toEqual(["done", "done", "next", "ahead", "ahead"]);
  });
});
