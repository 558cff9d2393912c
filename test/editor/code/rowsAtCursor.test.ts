import { describe, expect, test } from "vitest";
import { rowsAtCursor, type RowsAtCursor } from "../../../src/editor/code/rowsAtCursor.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { codeOf, texts } from "./scripts.ts";

/** What is lit before each instruction of a pass: the line to look at, and the call that it runs in. */
function litBefore(graph: Graph, pass: RowsAtCursor["pass"]): string[] {
  const { rows, plan } = codeOf(graph);
  return plan.instructions.flatMap((instruction, cursor) => {
    if (instruction.pass !== pass) return [];
    const lit = rowsAtCursor(rows, plan.instructions, cursor);
    if (lit === null) return [`${instruction.node}: nothing`];
    expect(lit.pass).toBe(pass);
    expect(lit.lit).toContain(lit.main);
    return [[...texts(rows, [lit.main]), ...texts(rows, lit.within)].join(" < ")];
  });
}

describe("the code before which the cursor stands", () => {
  test("is in the forward pass the line of its node, for each of its ops", () => {
    expect(litBefore(notebookGraph(), "forward")).toEqual([
      "C_out = C[X]",
      "view = C_out.view(-1, block_size * n_embd)",
      "hidden = view @ W1 + b1",
      "hidden = view @ W1 + b1",
      "tanh = torch.tanh(hidden)",
      "output = tanh @ W2 + b2",
      "output = tanh @ W2 + b2",
      "loss = F.cross_entropy(output, Y)",
    ]);
  });

  test("is in the backward pass what begins it, then the same lines, within the call", () => {
    const within = (line: string): string => `${line} < loss.backward()`;
    expect(litBefore(notebookGraph(), "backward")).toEqual([
      "for p in parameters:",
      within("loss = F.cross_entropy(output, Y)"),
      within("output = tanh @ W2 + b2"),
      within("output = tanh @ W2 + b2"),
      within("tanh = torch.tanh(hidden)"),
      within("hidden = view @ W1 + b1"),
      within("hidden = view @ W1 + b1"),
      within("view = C_out.view(-1, block_size * n_embd)"),
      within("C_out = C[X]"),
    ]);
  });

  test("is in the update the optimiser's", () => {
    const { rows, plan } = codeOf(notebookGraph());
    const at = plan.instructions.findIndex(({ pass }) => pass === "update");
    const { lit, main } = rowsAtCursor(rows, plan.instructions, at)!;
    expect(texts(rows, [main])).toEqual(["lr = 0.1"]);
    expect(texts(rows, lit)).toContain("p.data += -lr * p.grad");
    // From the second parameter on it is in the loop.
    expect(texts(rows, [rowsAtCursor(rows, plan.instructions, at + 1)!.main])).toEqual(["p.data += -lr * p.grad"]);
    expect(new Set(lit.map((place) => rows[place]!.line!.node))).toEqual(new Set(["sgd"]));
  });

  test("is every line of a node that takes several, and the first that does something is looked at", () => {
    const graph = notebookGraph();
    const named = (text: string): string => text.replace(/^tanh(?=\.|$)/, "p");
    const { rows, plan } = codeOf({
      ...graph,
      nodes: graph.nodes.map((node) => ({ ...node, id: named(node.id) })),
      edges: graph.edges.map(({ from, to }) => ({ from: named(from), to: named(to) })),
    });
    const at = plan.instructions.findIndex(({ node }) => node === "p");
    const { lit, main } = rowsAtCursor(rows, plan.instructions, at)!;
    expect(texts(rows, lit)).toEqual(["# p", expect.stringContaining("= torch.tanh(hidden)")]);
    expect(main).toBe(lit[1]);
  });

  test("are the running statistics of a normalisation where they move", () => {
    const graph = notebookGraph();
    const normalised: Graph = {
      ...graph,
      nodes: [...graph.nodes, { id: "bn", type: "batch_norm", settings: {} }],
      edges: [
        ...graph.edges.map(({ from, to }) => (to === "tanh.x" ? { from: "bn.out", to } : { from, to })),
        { from: "hidden.out", to: "bn.x" },
      ],
    };
    const { rows, plan } = codeOf(normalised);
    const at = plan.instructions.findIndex(({ pass }) => pass === "update");
    const lit = rowsAtCursor(rows, plan.instructions, at)!;
    expect(lit.lit.every((place) => rows[place]!.line!.node === "bn")).toBe(true);
    expect(texts(rows, [lit.main]).join("")).toContain("running_mean");
  });

  test("is nothing behind the last, and in a program without instructions", () => {
    const { rows, plan } = codeOf(notebookGraph());
    expect(rowsAtCursor(rows, plan.instructions, plan.instructions.length)).toBeNull();
    expect(rowsAtCursor(rows, [], 0)).toBeNull();
    expect(rowsAtCursor(rows, plan.instructions, -1)).toBeNull();
  });
});
