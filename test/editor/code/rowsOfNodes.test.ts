import { expect, test } from "vitest";
import { breakpointRows, mainRowOf, rowsOfNodes } from "../../../src/editor/code/rowsOfNodes.ts";
import { batchGraph, notebookGraph } from "../../session/graphs.ts";
import { codeOf, texts } from "./scripts.ts";

test("a node's lines are all that are of it, wherever they stand", () => {
  const { rows } = codeOf(notebookGraph());
  expect(texts(rows, rowsOfNodes(rows, ["hidden"]))).toEqual([
    "W1 = torch.randn((block_size * n_embd, n_hidden), generator=g)",
    "b1 = torch.randn(n_hidden, generator=g)",
    "hidden = view @ W1 + b1",
  ]);
  // Gradients are cleared where the backward pass begins: what is the optimiser's is its update.
  expect(texts(rows, rowsOfNodes(rows, ["sgd"]))).toEqual([
    "# sgd",
    "lr = 0.1",
    "for p in parameters:",
    "p.data += -lr * p.grad",
  ]);
  expect(rowsOfNodes(rows, ["hidden", "tanh"])).toHaveLength(4);
  expect(rowsOfNodes(rows, [])).toEqual([]);
  expect(rowsOfNodes(rows, ["gone"])).toEqual([]);
});

test("the line to look at is where a node runs, else where it begins", () => {
  const { rows } = codeOf(notebookGraph());
  const main = (node: string): string => texts(rows, [mainRowOf(rows, node)])[0]!;
  expect(main("hidden")).toBe("hidden = view @ W1 + b1");
  expect(rows[mainRowOf(rows, "sgd")]!.line!.part).toBe("update");
  expect(rows[mainRowOf(rows, "words")]!.line!.part).toBe("data");
  expect(mainRowOf(rows, "gone")).toBe(-1);
});

test("a breakpoint has one place a node, at what runs", () => {
  const { rows, plan } = codeOf(batchGraph());
  // A batch is drawn, and has lines in the loop, but no instruction to stop before.
  const running = new Set(plan.instructions.map(({ node }) => node));
  const nodes = [...breakpointRows(rows, running)].map((at) => rows[at]!.line!.node);
  expect(new Set(nodes).size).toBe(nodes.length);
  expect(new Set(nodes)).toEqual(running);
});
