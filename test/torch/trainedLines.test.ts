import { expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import type { Script } from "../../src/protocol/script/script.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { notebookGraph } from "../session/graphs.ts";
import { opened, train } from "../session/walk.ts";

function adamGraph(): Graph {
  const graph = notebookGraph({ sgd: { lr: "0.01" } });
  return { ...graph, nodes: graph.nodes.map((node) => (node.id === "sgd" ? { ...node, type: "adam" } : node)) };
}

function trained(graph: Graph, iterations: number): Script {
  const { session } = opened(graph);
  if (iterations > 0) train(session, iterations - 1);
  return writeScript(session.plan!, null, { trained: session.checkpoint() });
}

const codeOf = (script: Script) =>
  script.sections.find(({ title }) => title === "what was trained")!.lines.map(({ code }) => code);

test("parameters and the generator are put in place, and the loop goes on from there", () => {
  const { session } = opened(notebookGraph());
  train(session, 6);
  const script = writeScript(session.plan!, null, { trained: session.checkpoint() });
  const code = codeOf(script);
  expect(code.map((line) => line.slice(0, line.indexOf("(")))).toEqual([
    "C.data.copy_",
    "W1.data.copy_",
    "b1.data.copy_",
    "W2.data.copy_",
    "b2.data.copy_",
    "g.set_state",
  ]);
  const bias = session.checkpoint().parameters["output.b"]!.data;
  expect(code[4]).toBe(`b2.data.copy_(torch.tensor([${Array.from(bias, String).join(", ")}]))`);
  expect(scriptText(script)).toContain("iterations = 207\nfor iteration in range(7, iterations):");
  expect(script.header).toContain("# It begins with what was trained, at iteration 7, and goes on from there.");
});

test.each([
  [50, 50],
  // Before what was trained there is nothing left to do.
  [7, 207],
  [3, 207],
])("a loop of %i iterations that goes on from the seventh ends at %i", (iterations, end) => {
  const { session } = opened(notebookGraph());
  train(session, 6);
  const script = writeScript(session.plan!, null, { trained: session.checkpoint(), iterations });
  expect(scriptText(script)).toContain(`iterations = ${end}\nfor iteration in range(7, iterations):`);
});

test("what an optimiser remembers is its state in PyTorch, by PyTorch's names, once it has taken a step", () => {
  const line = codeOf(trained(adamGraph(), 3)).find((code) => code.startsWith("optimizer.state[b2]"));
  expect(line).toMatch(/^optimizer\.state\[b2\] = \{"step": torch\.tensor\(3\.0\), "exp_avg": .*, "exp_avg_sq": .*\}$/);
  expect(codeOf(trained(adamGraph(), 0)).some((code) => code.includes(".state["))).toBe(false);
});

test("gradients that add up are there, too", () => {
  const graph = notebookGraph({ sgd: { lr: "0.01", zero_grad: false } });
  expect(codeOf(trained(graph, 2)).filter((code) => code.startsWith("b2.grad = torch.tensor("))).toHaveLength(1);
});

test("nothing is asserted: the numbers are no longer the seed's", () => {
  const { session } = opened(notebookGraph());
  train(session, 6);
  const known = { seedLosses: [], lastShown: null, iterations: 7, notFromSeedAlone: null };
  const text = scriptText(writeScript(session.plan!, known, { trained: session.checkpoint() }));
  expect(text).not.toContain("assert");
});
