import { expect, test } from "vitest";
import { flowAlong } from "../../../../src/editor/canvas/wire/flowAlong.ts";
import type { Graph } from "../../../../src/graph/graph.ts";
import { reportPlan } from "../../../../src/session/reports/reportPlan.ts";
import { Session } from "../../../../src/session/session.ts";
import { backend } from "../../../fastest.ts";
import { notebookGraph, withNodes } from "../../../session/graphs.ts";

/** The wires along which something flows, at each place of the cursor from the start of the backward pass on. */
function flowsBackward(graph: Graph): Record<string, string[]> {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  const plan = reportPlan(session.plan!, session.program);
  const flows: Record<string, string[]> = {};
  for (const [cursor, { pass, node }] of plan.instructions.entries()) {
    const before = plan.instructions[cursor - 1];
    if (pass !== "backward" || (before?.pass === pass && before.node === node)) continue;
    const now = { plan, status: { phase: "idle", cursor, next: { pass, node } } as const };
    flows[node] = graph.edges.filter(({ from, to }) => flowAlong(now, from, to) !== undefined).map(({ to }) => to);
  }
  return flows;
}

test("backward, only wires light up that carry a gradient: not the labels', not the letters'", () => {
  expect(flowsBackward(notebookGraph())).toEqual({
    loss: ["loss.logits"],
    output: ["output.x"],
    tanh: ["tanh.x"],
    hidden: ["hidden.x"],
    view: ["view.x"],
    C: [],
  });
});

test("a model that is applied again gets no gradient along its wire, though it has one of its own", () => {
  const graph = withNodes(
    notebookGraph(),
    [
      ["again", "apply", {}],
      ["other", "cross_entropy", {}],
      ["both", "add", {}],
    ],
    [
      ["output.out", "again.model"],
      ["context.x", "again.x"],
      ["again.out", "other.logits"],
      ["context.y", "other.target"],
      ["loss.loss", "both.a"],
      ["other.loss", "both.b"],
    ],
  );
  const wired = {
    ...graph,
    edges: graph.edges.map((edge) => (edge.to === "sgd.loss" ? { ...edge, from: "both.out" } : edge)),
  };
  expect(flowsBackward(wired)).toMatchObject({
    both: ["both.a", "both.b"],
    other: ["other.logits"],
    again: [],
    loss: ["loss.logits"],
  });
});

test("forward everything flows that the node takes, and nothing at an iteration's start or while it trains", () => {
  const plan = { nodes: {}, instructions: [] };
  const next = { pass: "forward", node: "loss" } as const;
  const at = (phase: "idle" | "training", cursor: number) =>
    flowAlong({ plan, status: { phase, cursor, next } }, "context.y", "loss.target");
  expect(at("idle", 4)).toBe("forward");
  expect(at("idle", 0)).toBeUndefined();
  expect(at("training", 4)).toBeUndefined();
});
