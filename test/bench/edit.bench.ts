/**
 * What an edit costs the session, until what changed can be sent: with one node downstream, with all of them, and planned and
 * told from scratch. In turns, since only ratios mean anything on a shared machine; the least of many.
 */
import { applyEdit } from "../../src/graph/edits/edit.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { emptyGraph } from "../../src/graph/emptyGraph.ts";
import { PlanReporter } from "../../src/session/reports/planReporter.ts";
import { reportPlan } from "../../src/session/reports/reportPlan.ts";
import { Session } from "../../src/session/session.ts";
import { plainBackend } from "../../src/tensor/backend/plainBackend.ts";

const ROUNDS = 15;

/** Residual blocks of four nodes, one after another, and the mean that they are trained on. */
function chain(blocks: number): Graph {
  const nodes = [
    { id: "x", type: "constant", settings: { values: "1, 2, 3, 4", shape: "1, 4" } as Record<string, string> },
  ];
  const edges: { from: string; to: string }[] = [];
  const add = (
    id: string,
    type: string,
    inputs: Record<string, string>,
    settings: Record<string, string> = {},
  ): string => {
    nodes.push({ id, type, settings });
    for (const [port, from] of Object.entries(inputs)) edges.push({ from: `${from}.out`, to: `${id}.${port}` });
    return id;
  };
  let last = "x";
  for (let block = 0; block < blocks; block++) {
    const up = add(`up${block}`, "linear", { x: last }, { out: "4" });
    const both = { a: add(`act${block}`, "tanh", { x: up }), b: add(`gate${block}`, "sigmoid", { x: up }) };
    last = add(`mix${block}`, "mul", both);
  }
  add("sgd", "sgd", { loss: add("loss", "mean", { x: last }) }, { lr: "0.01" });
  return { ...emptyGraph, nodes, edges };
}

function opened(graph: Graph): Session {
  const session = new Session(plainBackend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

for (const blocks of [125, 500]) {
  const graph = chain(blocks);
  const versions = (id: string, setting: string, values: readonly [string, string]): readonly Graph[] =>
    values.map((value) => applyEdit(graph, { type: "setSetting", id, setting, value }));
  const few = versions("loss", "dim", ["0, 1", "1, 0"]);
  const many = versions("x", "values", ["1, 2, 3, 5", "1, 2, 3, 6"]);
  const session = opened(graph);
  const reporter = new PlanReporter(
    session.plan!,
    session.program!.instructions,
    reportPlan(session.plan!, session.program),
  );
  const scratch = opened(graph);
  const least = { few: Infinity, many: Infinity, scratch: Infinity };
  const edit = (to: Graph): void => {
    const plan = session.planEdit(to);
    session.edit(plan, {});
    structuredClone(reporter.changes(plan, session.program));
  };
  for (let round = 0; round < ROUNDS; round++) {
    least.few = Math.min(
      least.few,
      milliseconds(() => edit(few[round % 2]!)),
    );
    least.many = Math.min(
      least.many,
      milliseconds(() => edit(many[round % 2]!)),
    );
    const whole = (): void => {
      const plan = scratch.planOf(few[round % 2]!);
      scratch.edit(plan, {});
      structuredClone(reportPlan(plan, scratch.program));
    };
    least.scratch = Math.min(least.scratch, milliseconds(whole));
    // Back to where only the end of the graph is another one.
    edit(graph);
  }
  console.log(
    `${graph.nodes.length} nodes: an edit with one node downstream ${least.few.toFixed(1)} ms, with all ${least.many.toFixed(1)} ms, from scratch ${least.scratch.toFixed(1)} ms`,
  );
}
