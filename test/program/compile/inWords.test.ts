import { expect, test } from "vitest";
import type { Diagnostic } from "../../../src/base/diagnostic.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { opened, wiredGraph, type WiredNodes } from "../../contract/nodes/wiredGraph.ts";

function faults(nodes: WiredNodes, ...wires: string[]): readonly Diagnostic[] {
  return planDiagnostics(opened(wiredGraph(nodes, ...wires)).plan!);
}

const contexts = (level: string): WiredNodes => ({
  words: ["words", { source: "text", text: "emma\nolivia\nava" }],
  tokenize: ["tokenize", { level }],
  context: ["context", { block_size: "1 + 2" }],
  C: ["embedding", { dim: "2" }],
  hidden: ["linear", { in: "6", out: "100" }],
});
const wires = ["words.words tokenize.words", "tokenize.ids context.ids", "context.x C.ids", "C.out hidden.x"];

test("what a shape rule refuses is said in the node's names, and with what stands along the dimensions", () => {
  const [fault] = faults(contexts("char"), ...wires);
  expect(fault).toEqual({
    node: "hidden",
    message: "mat1 and mat2 shapes cannot be multiplied (48x2 and 6x100)",
    plain: "16 rows of 3 letters with 2 numbers each make 48 rows of 2 here; W wants rows of 6. View joins them.",
  });
  expect(faults(contexts("word"), ...wires)[0]!.plain).toContain("rows of 3 words with 2 numbers each");
});

test("names that nothing is known of are the op's", () => {
  const nodes: WiredNodes = { c: ["constant", { values: "1", shape: "2, 3" }], m: ["matmul"] };
  expect(faults(nodes, "c.out m.a", "c.out m.b")[0]!.plain).toBe(
    "b has 2 rows of 3 numbers; b wants rows of 2. Transposed, b would fit.",
  );
});
