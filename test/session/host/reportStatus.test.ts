import { describe, expect, it } from "vitest";
import { reportPlan } from "../../../src/session/reports/reportPlan.ts";
import { reportStatus } from "../../../src/session/host/reportStatus.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { batchGraph, withSettings } from "../graphs.ts";

function open(graph: Graph): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

describe("a status", () => {
  it("says the learning rate of the iteration where the session stands, as its schedule gives it", () => {
    const session = open(withSettings(batchGraph(), "sgd", { lr: "iteration < 2 ? 0.1 : 0.01 / (5 - iteration)" }));
    const rates = Array.from({ length: 6 }, () => {
      const { learningRates } = reportStatus(session, null, null);
      session.handle({ type: "iterate" });
      return learningRates["sgd"];
    });
    // What has no value is no reason to say nothing else.
    expect(rates).toEqual([0.1, 0.1, 0.01 / 3, 0.005, 0.01, Number.NaN]);
  });
});

describe("the instruction that the backward pass begins with", () => {
  const hintOf = (graph: Graph): string | undefined => {
    const session = open(graph);
    return reportPlan(session.plan!, session.program).instructions.find(({ pass }) => pass === "backward")?.hint;
  };

  it("says what zero_grad does, and without it that gradients add up", () => {
    expect(hintOf(batchGraph())).toMatch(/^Sets the gradients to 0, because a backward pass adds to what is there/);
    expect(hintOf(withSettings(batchGraph(), "sgd", { zero_grad: false }))).toMatch(/No gradient is cleared/);
  });
});
