import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { applyEdit } from "../../../src/graph/edits/edit.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../kernels.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { difference } from "../../tensor/close.ts";

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const graph = readGraph(file("graphs/expression-activation.json"));
const recorded = fixture("expression.json") as { readonly losses: readonly number[] };
const notebook = fixture("notebook.json") as { readonly losses: readonly number[] };

function session(losses: number[] = []): Session {
  return new Session(backend, new Map([["names", file("public/data/names.txt")]]), ({ loss }) => losses.push(loss));
}

function lossesOf(document: Graph, count: number): number[] {
  const losses: number[] = [];
  const running = session(losses);
  running.open(running.planOf(document), true);
  running.handle({ type: "train", stopAt: count });
  while (running.state.phase === "training") running.handle({ type: "tick" });
  return losses.slice(0, count);
}

function withFormula(formula: string): Graph {
  return applyEdit(graph, { type: "setSetting", id: "activation", setting: "formula", value: formula });
}

/** What the node says of its formula. */
function saying(document: Graph) {
  const plan = session().planOf(document);
  const found = planDiagnostics(plan).filter(({ node }) => node === "activation");
  return found.length > 0
    ? found.map(({ field, message }) => `${field}: ${message}`)
    : plan.nodes.get("activation")!.lines;
}

describe("graphs/expression-activation.json", () => {
  it("has PyTorch's losses", () => {
    expect(difference(lossesOf(graph, 100), recorded.losses, 1e-4, 0)).toBeNull();
  });

  it("is the notebook's model, to the bit, in the forward pass of tanh(x)", () => {
    const losses = lossesOf(withFormula("tanh(x)"), 100);
    expect(losses[0]).toBe(notebook.losses[0]);
    expect(difference(losses, notebook.losses.slice(0, 100), 1e-4, 0)).toBeNull();
  });
});

test.each([
  ["x * sigmoid(x)", ["d/dx = sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x))"]],
  ["x > 0 ? x : slope * x", ["d/dx = x > 0 ? 1 : slope"]],
  ["3", ["d/dx = 0"]],
  ["x * vocab_size", ["d/dx = vocab_size"]],
  ["x + y", ['formula: the formula uses y, but input "y" is not wired']],
  ["x * q", [expect.stringMatching(/^formula: the name "q" is not known here, known are x, y, block_size, /)]],
  ["x * iteration", [expect.stringMatching(/^formula: the name "iteration" is not known here/)]],
  ["constructor", [expect.stringMatching(/^formula: the name "constructor" is not known here/)]],
  [
    "derivative(x, x)",
    [expect.stringMatching(/^formula: at character 1: "derivative" is not a function; there are abs, /)],
  ],
  ["", ["formula: the expression is empty, expected a number"]],
  ["x[1]", ['formula: at character 2: "[" is not allowed, only round parentheses are']],
  [`x${" + x".repeat(60)}`, [expect.stringMatching(/^d\/dx = /)]],
  ["max(x, 2*x, 3*x, 4*x, 5*x, 6*x, 7*x, 8*x, 9*x)", ["d/dx = … (too long to show)"]],
])("%s", (formula, said) => {
  expect(saying(withFormula(formula))).toEqual(said);
});

test("x and y broadcast, and both get their gradients", () => {
  const wired = applyEdit(withFormula("x * y"), { type: "connect", from: "hidden.out", to: "activation.y" });
  expect(saying(wired)).toEqual(["d/dx = y", "d/dy = x"]);
  const losses = lossesOf(wired, 3);
  expect(losses.every(Number.isFinite)).toBe(true);
});
