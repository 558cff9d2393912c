/** A program that a fault ends before a loss: it can be walked through, and no iteration of it is counted. */
import { expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { batchGraph, withSettings } from "./graphs.ts";

const broken = (): Graph => withSettings(batchGraph(), "view", { shape: "-1, 7" });
const fault = /view/;

function open(graph: Graph): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

test("steps lead to its end and no further, and each further one says what is wrong", () => {
  const session = open(broken());
  const end = session.program!.instructions.length;
  while (session.state.cursor < end) session.handle({ type: "step" });
  expect(session.state).toMatchObject({ iteration: 0, cursor: end });
  for (const type of ["step", "stepInto", "stepOut", "runPass", "iterate"] as const)
    expect(() => session.handle({ type }), type).toThrow(fault);
  expect(() => session.handle({ type: "iterateMany", count: 10 })).toThrow(fault);
  expect(session.state).toMatchObject({ iteration: 0, cursor: end });
  session.handle({ type: "stepBack" });
  expect(session.state.cursor).toBeLessThan(end);
  session.handle({ type: "seek", iteration: 1, cursor: 0 });
  expect(session.state).toMatchObject({ iteration: 0, cursor: end });
});

test("a slow play stops there, and says why", () => {
  const session = open(broken());
  session.handle({ type: "play", granularity: "instruction" });
  for (let time = 0; time < 20; time++) session.handle({ type: "tick" });
  expect(session.state).toMatchObject({ phase: "idle", iteration: 0, halted: { reason: "untrainable" } });
  expect(session.state.halted!.sentence).toMatch(fault);
});

test("a trained model that was broken stays in its iteration, and goes on once it is mended", () => {
  const session = open(batchGraph());
  for (let time = 0; time < 3; time++) session.handle({ type: "iterate" });
  session.edit(session.planEdit(broken()), {});
  session.handle({ type: "iterate" });
  expect(() => session.handle({ type: "step" })).toThrow(fault);
  expect(session.state.iteration).toBe(3);
  session.edit(session.planEdit(batchGraph()), {});
  session.handle({ type: "iterate" });
  expect(session.state).toMatchObject({ iteration: 4, cursor: 0 });
});

test("a graph that is whole and has nothing to train counts its iterations, each with a batch of its own", () => {
  const graph = batchGraph();
  const nodes = graph.nodes.filter(({ id }) => !["loss", "sgd"].includes(id));
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = graph.edges.filter((edge) =>
    [edge.from, edge.to].every((end) => ids.has(end.slice(0, end.indexOf(".")))),
  );
  const session = open({ ...graph, nodes, edges });
  session.handle({ type: "iterate" });
  expect(session.state.iteration).toBe(1);
});
