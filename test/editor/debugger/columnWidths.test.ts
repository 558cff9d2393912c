import { expect, test } from "vitest";
import { columnWidths } from "../../../src/editor/debugger/columnWidths.ts";
import { programRows } from "../../../src/editor/debugger/programRows.ts";
import type { InstructionReport } from "../../../src/protocol/instructionReport.ts";

const instruction = (
  pass: "forward" | "backward" | "update",
  node: string,
  op: string,
  detail = "",
): InstructionReport => ({
  pass,
  node,
  op,
  detail,
  every: null,
  results: [],
});

test("a column is as wide as the longest that stands in it: a name, or the ops of one pass", () => {
  const { groups, columns } = programRows([
    instruction("forward", "a", "tanh"),
    instruction("forward", "a_name_that_is_long", "exp"),
    instruction("forward", "c", "add"),
    instruction("backward", "c", "add", "(c.a.grad +=)"),
    instruction("backward", "c", "add", "(c.b.grad +=)"),
    instruction("update", "sgd_of_everything_there_is", "step"),
  ]);
  const widths = columnWidths(groups, columns);
  expect(widths).toHaveLength(3);
  const [short, named, twoOps] = widths as [number, number, number];
  expect(short).toBeLessThan(120);
  expect(named).toBeGreaterThan(19 * 7);
  expect(twoOps).toBeGreaterThan(2 * "add (c.a.grad +=)".length * 6.6);
});
