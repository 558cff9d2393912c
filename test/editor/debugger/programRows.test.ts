import { describe, expect, it } from "vitest";
import { programRows, standing } from "../../../src/editor/debugger/programRows.ts";
import type { InstructionReport, Pass } from "../../../src/protocol/instructionReport.ts";

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
