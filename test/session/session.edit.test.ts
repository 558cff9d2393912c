import { fc, test } from "@fast-check/vitest";
import { describe, expect, it, vi } from "vitest";
import { DiagnosticError } from "../../src/base/diagnostic.ts";
import { applyEdit, type Edit } from "../../src/graph/edits/edit.ts";
import { downstreamOf } from "../../src/program/edit/stale.ts";
import { PlanBuilder } from "../../src/program/compile/planBuilder.ts";
import { planAfter } from "../../src/protocol/plan/planChanges.ts";
import { findNodeType } from "../../src/nodes/catalogue.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { PlanReporter } from "../../src/session/reports/planReporter.ts";
import { reportPlan } from "../../src/session/reports/reportPlan.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../kernels.ts";
import { arbitraryFittingGraph } from "../contract/nodes/arbitraryFittingGraph.ts";
import { wiredGraph } from "../contract/nodes/wiredGraph.ts";
import { planOutline } from "../program/planOutline.ts";

import { notebookGraph } from "./graphs.ts";

/** What is done to a graph: which kind of edit, and numbers that say where. */
const action = fc.record({
  kind: fc.constantFrom(
    "set",
    "set",
    "set",
    "remove",
    "disconnect",
    "connect",
    "rename",
    "variable",
    "seed",
    "back",
    "train",
  ),
  picks: fc.array(fc.nat(999), { minLength: 3, maxLength: 3 }),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const VALUES = ["1", "2", "3", "0", "-1", "4, 2", "n", "n + 1", "(", "true", "0.5", "x", ""];

function editFor(graph: Graph, { kind, picks: [a = 0, b = 0, c = 0] }: Action): Edit | null {
  const node = graph.nodes[a % Math.max(1, graph.nodes.length)];
  const edge = graph.edges[a % Math.max(1, graph.edges.length)];
  if (node === undefined || edge === undefined) return null;
  const value = VALUES[c % VALUES.length]!;
  const settings = Object.keys(findNodeType(node.type)?.settings ?? {});
  switch (kind) {
    case "set":
      if (settings.length === 0) return null;
      return { type: "setSetting", id: node.id, setting: settings[b % settings.length]!, value: value || null };
    case "remove":
      return { type: "remove", nodes: [node.id] };
    case "disconnect":
      return { type: "disconnect", to: edge.to };
    case "connect":
      return { type: "connect", from: graph.edges[b % graph.edges.length]!.from, to: edge.to };
    case "rename":
      return { type: "renameNode", id: node.id, to: `r${b}` };
    case "variable":
      return { type: "setVariable", name: "n", text: String(1 + (b % 3)) };
    case "seed":
      return { type: "setSeed", seed: b };
    default:
      return null;
  }
}

function edited(graph: Graph, edit: Edit): Graph | null {
  try {
    return applyEdit(graph, edit);
  } catch (error) {
    if (error instanceof DiagnosticError) return null;
    throw error;
  }
}

/** All numbers that there are, in the order in which they are planned. */
function numbersOf({ plan, program, progress }: Session): unknown {
  if (plan === null || program === null) return null;
  const { fresh } = progress;
  return [
    plan.parameters.map(({ tensor }) => [...tensor.storage.data]),
    plan.buffers.map(({ tensor }) => [...tensor.storage.data]),
    plan.draws.map(({ drawn }) => drawn.map(({ storage }) => [...storage.data])),
    plan.applied.map(({ node, output }) => (new Set(fresh).has(node) ? [...output.storage.data] : null)),
    [...plan.grads.values()].map(({ storage }) => [...storage.data]),
    plan.accumulated.map(({ kept }) => [...kept.storage.data]),
  ];
}

function reporterOf({ plan, program }: Session): PlanReporter {
  return new PlanReporter(plan!, program?.instructions ?? [], reportPlan(plan!, program));
}

describe("an edit that goes on from the plan before", () => {
  test.prop(
    [
      fc.oneof({ weight: 4, arbitrary: arbitraryFittingGraph }, { weight: 1, arbitrary: fc.constant(notebookGraph()) }),
      fc.array(action, { minLength: 1, maxLength: 8 }),
    ],
    { numRuns: 25 },
  )("plans, tells and leaves what planning from scratch does", (first, actions) => {
    const [session, scratch] = [
      new Session(backend, new Map(), () => undefined),
      new Session(backend, new Map(), () => undefined),
    ];
    for (const each of [session, scratch]) each.open(each.planOf(first), true);
    let told = reportPlan(session.plan!, session.program);
    const reporter = reporterOf(session);
    const versions = [first];
    for (const each of actions) {
      const graph = versions.at(-1)!;
      if (each.kind === "train") {
        if (session.state.phase !== "idle" || session.plan!.optimizers.length === 0) continue;
        for (const one of [session, scratch]) {
          try {
            one.handle({ type: "iterateMany", count: 2 });
            for (let at = 0; at < 10 && one.state.phase === "training"; at++) one.handle({ type: "tick" });
            if (one.state.phase !== "idle") one.handle({ type: "pause" });
          } catch (error) {
            if (!(error instanceof DiagnosticError)) throw error;
          }
        }
      } else {
        const edit = editFor(graph, each);
        const next = each.kind === "back" ? versions[each.picks[0]! % versions.length]! : edit && edited(graph, edit);
        if (next === null || next === graph) continue;
        versions.push(next);
        const renamed = edit?.type === "renameNode" ? { [edit.id]: edit.to } : {};
        const revive = each.kind === "back";
        const [plan, anew] = [session.planEdit(next, renamed), scratch.planOf(next)];
        expect(planOutline(plan)).toEqual(planOutline(anew));
        session.edit(plan, renamed, revive);
        scratch.edit(anew, renamed, revive);
        told = planAfter(told, reporter.changes(plan, session.program));
        expect(told).toEqual(reportPlan(anew, scratch.program));
      }
      expect(session.state).toEqual(scratch.state);
      expect(numbersOf(session)).toEqual(numbersOf(scratch));
    }
  });

  describe("costs what is downstream", () => {
    const wires = Array.from({ length: 100 }, (_, at) => `${at === 0 ? "x" : `n${at - 1}`}.out n${at}.x`);
    const chain = wiredGraph(
      {
        x: ["constant", { values: "1, 2", shape: "1, 2" }],
        ...Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`n${at}`, ["linear", { out: "2" }]] as const)),
        loss: ["mean"],
        sgd: ["sgd", { lr: "0.1" }],
      },
      ...wires,
      "n99.out loss.x",
      "loss.out sgd.loss",
    );

    it.each([
      ["loss", "dim", "1"],
      ["n98", "bias", false],
      ["n0", "bias", false],
    ] as const)("of %s", (id, setting, value) => {
      const session = new Session(backend, new Map(), () => undefined);
      session.open(session.planOf(chain), true);
      const reporter = reporterOf(session);
      const before = session.plan!;
      const applied = vi.spyOn(PlanBuilder.prototype, "apply");
      try {
        const plan = session.planEdit(structuredClone(applyEdit(chain, { type: "setSetting", id, setting, value })));
        session.edit(plan, {});
        const downstream = downstreamOf(plan, id);
        const planned = [...plan.parts].filter(([node, part]) => before.parts.get(node) !== part).map(([node]) => node);
        expect(new Set(planned)).toEqual(new Set([...downstream, "sgd"]));
        expect(applied.mock.calls.length).toBe(plan.applied.filter(({ node }) => downstream.has(node)).length);
        const { nodes, instructions } = reporter.changes(plan, session.program);
        expect(Object.keys(nodes).filter((node) => !downstream.has(node) && node !== "sgd")).toEqual([]);
        const added = instructions.reduce((sum, splice) => sum + splice.added.length, 0);
        expect(added).toBeLessThanOrEqual(6 * downstream.size);
      } finally {
        applied.mockRestore();
      }
    });
  });
});
