import { describe, expect, test } from "vitest";
import { backend } from "../fastest.ts";
import { Session } from "../../src/session/session.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { batchGraph, notebookGraph, withSettings } from "./graphs.ts";

function open(graph: Graph, evaluate = true): { session: Session; losses: [number, number][] } {
  const losses: [number, number][] = [];
  const session = new Session(backend, new Map(), ({ iteration, loss }) => losses.push([iteration, loss]));
  session.open(session.planOf(graph), evaluate);
  return { session, losses };
}

function train(session: Session, stopAt: number): void {
  session.handle({ type: "train", stopAt });
  while (session.state.phase === "training") session.handle({ type: "tick" });
}

/** Every number of the program, by node: values, parameters, gradients. */
function numbers(session: Session): Record<string, number[]> {
  const { plan } = session;
  if (plan === null) throw new Error("no plan");
  const all: Record<string, number[]> = {};
  for (const [at, { node, output }] of plan.applied.entries()) all[`${node}/${at}`] = [...output.storage.data];
  for (const { node, name, tensor } of plan.parameters) all[`${node}.${name}`] = [...tensor.storage.data];
  for (const [at, grad] of [...plan.grads.values()].entries()) all[`grad/${at}`] = [...grad.storage.data];
  return all;
}

describe("opening", () => {
  test("one's own graph evaluates the forward pass once, the cursor at the start", () => {
    const { session } = open(notebookGraph());
    expect(session.state).toMatchObject({ phase: "idle", iteration: 0, cursor: 0, acted: true });
    expect(session.loss?.loss).toBeCloseTo(17.7697, 3);
    expect(session.progress.graded.size).toBe(0);
  });

  test("a graph from a link computes nothing until its reader acts", () => {
    const { session } = open(notebookGraph(), false);
    expect(session.loss).toBeNull();
    expect([...session.progress.valued]).toEqual([]);
    session.handle({ type: "step" });
    expect([...session.progress.valued]).toEqual(["C"]);
  });
});

describe("stepping", () => {
  test("visits each node forward, then backward in reverse, then the update", () => {
    const { session } = open(notebookGraph());
    const visited: string[] = [];
    do {
      const next = session.program?.instructions[session.state.cursor];
      visited.push(`${next?.pass} ${next?.node}`);
      session.handle({ type: "step" });
    } while (session.state.cursor !== 0);
    expect(visited).toEqual([
      ...["C", "view", "hidden", "tanh", "output", "loss"].map((node) => `forward ${node}`),
      ...["loss", "output", "tanh", "hidden", "view", "C"].map((node) => `backward ${node}`),
      "update sgd",
    ]);
    expect(session.state.iteration).toBe(1);
  });

  test.each([
    ["whole data", notebookGraph()],
    ["batches", batchGraph()],
  ])("gives bit for bit what training gives: %s", (_, graph) => {
    const stepped = open(graph);
    const trained = open(graph);
    while (stepped.session.state.iteration < 4) stepped.session.handle({ type: "step" });
    train(trained.session, 3);
    expect(stepped.losses).toEqual(trained.losses);
    expect(numbers(stepped.session)).toEqual(numbers(trained.session));
  });

  test("Iterate in the middle of a pass finishes that iteration", () => {
    const { session, losses } = open(notebookGraph());
    for (let step = 0; step < 3; step++) session.handle({ type: "step" });
    session.handle({ type: "iterate" });
    expect(session.state).toMatchObject({ iteration: 1, cursor: 0 });
    expect(losses.map(([iteration]) => iteration)).toEqual([0]);
  });

  test("the loss is not told before the loss node ran", () => {
    const { session } = open(notebookGraph());
    session.handle({ type: "iterate" });
    const first = session.loss;
    for (let step = 0; step < 5; step++) session.handle({ type: "step" });
    expect(session.loss).toEqual(first);
    session.handle({ type: "step" });
    expect(session.loss?.iteration).toBe(1);
  });
});

describe("training", () => {
  test("stops after the update of the iteration that was asked for", () => {
    const { session, losses } = open(notebookGraph());
    train(session, 9);
    expect(session.state).toMatchObject({
      phase: "idle",
      iteration: 10,
      halted: { sentence: "stopped at iteration 9" },
    });
    expect(losses.at(-1)?.[0]).toBe(9);
  });

  test("a stop that was passed already is refused, so that a run does not go on for ever unasked", () => {
    const { session } = open(notebookGraph());
    train(session, 9);
    const { state } = session;
    expect(() => session.handle({ type: "train", stopAt: 9 })).toThrow("iteration 9 has had its update already");
    expect(session.state).toEqual(state);
    session.handle({ type: "train", stopAt: 10 });
    expect(session.state.phase).toBe("training");
  });

  test("stepping while it trains is refused with a reason", () => {
    const { session } = open(notebookGraph());
    session.handle({ type: "train", stopAt: null });
    expect(() => session.handle({ type: "step" })).toThrow("pause the training first");
    expect(session.state.phase).toBe("training");
  });

  test("a rate that fails in the middle halts with the node's name", () => {
    const { session } = open(notebookGraph({ sgd: { lr: "1 / (3 - iteration)" } }));
    session.handle({ type: "train", stopAt: null });
    while (session.state.phase === "training") session.handle({ type: "tick" });
    expect(session.state.halted?.sentence).toMatch(/^node "sgd": /);
    expect(session.state.iteration).toBe(3);
  });

  test("Reset gives the seed's parameters and the same run again", () => {
    const { session, losses } = open(batchGraph());
    train(session, 9);
    const first = [...losses];
    losses.length = 0;
    session.handle({ type: "reset" });
    expect(session.state).toMatchObject({ iteration: 0, cursor: 0, phase: "idle" });
    train(session, 9);
    expect(losses).toEqual(first);
  });
});

describe("editing", () => {
  test("runs again only what the edit made stale", () => {
    const { session } = open(notebookGraph());
    session.edit(session.planEdit(notebookGraph({ output: { bias: false } })), {});
    expect(session.reevaluated).toEqual({ edit: 1, nodes: 2, of: 6 });
  });

  test("a learning rate makes nothing stale and keeps the cursor and the gradients", () => {
    const { session } = open(notebookGraph());
    for (let step = 0; step < 9; step++) session.handle({ type: "step" });
    const before = numbers(session);
    session.edit(session.planEdit(notebookGraph({ sgd: { lr: "0.05" } })), {});
    expect(session.reevaluated?.nodes).toBe(0);
    expect(session.state.cursor).toBeGreaterThan(0);
    expect(numbers(session)).toEqual(before);
  });

  test("in the middle of a pass goes back to the start of that iteration and clears the gradients", () => {
    const { session } = open(notebookGraph());
    session.handle({ type: "iterate" });
    for (let step = 0; step < 9; step++) session.handle({ type: "step" });
    session.edit(session.planEdit(notebookGraph({ hidden: { out: "50" } })), {});
    expect(session.state).toMatchObject({ iteration: 1, cursor: 0 });
    expect([...session.progress.graded]).toEqual([]);
  });

  test("keeps the parameters that fit, and draws the others as a fresh compile would", () => {
    const { session } = open(notebookGraph());
    train(session, 19);
    const trained = numbers(session);
    const edited = notebookGraph({ hidden: { out: "50" } });
    session.edit(session.planEdit(edited), {});
    const after = numbers(session);
    const fresh = numbers(open(edited).session);
    expect(after["C.C"]).toEqual(trained["C.C"]);
    expect(after["output.b"]).toEqual(trained["output.b"]);
    expect(after["hidden.W"]).toEqual(fresh["hidden.W"]);
    expect(after["output.W"]).toEqual(fresh["output.W"]);
  });

  test("breaking a wire and mending it costs nothing of what was learned, and no reload between them does", () => {
    const { session } = open(notebookGraph());
    train(session, 19);
    const before = numbers(session);
    const graph = notebookGraph();
    const broken: Graph = { ...graph, edges: graph.edges.filter(({ to }) => to !== "hidden.x") };
    session.edit(session.planEdit(broken), {});
    const checkpoint = structuredClone(session.checkpoint());
    session.edit(session.planEdit(graph), {});
    expect(numbers(session)["hidden.W"]).toEqual(before["hidden.W"]);
    const reloaded = open(broken).session;
    reloaded.open(reloaded.planOf(broken), true, checkpoint);
    reloaded.edit(reloaded.planEdit(graph), {});
    expect(numbers(reloaded)["output.W"]).toEqual(before["output.W"]);
  });

  test("trying another size and undoing it brings the trained parameters back", () => {
    const { session } = open(notebookGraph());
    train(session, 19);
    const trained = numbers(session);
    const graph = notebookGraph();
    for (const n_hidden of ["50", "60"]) {
      session.edit(session.planEdit({ ...graph, variables: { ...graph.variables, n_hidden } }), {});
    }
    session.edit(session.planEdit(graph), {}, true);
    for (const name of ["hidden.W", "hidden.b", "output.W"]) expect(numbers(session)[name]).toEqual(trained[name]);
  });

  test("undoing a deletion brings the trained parameters back, a new node of the same name starts fresh", () => {
    const { session } = open(notebookGraph());
    train(session, 19);
    const trained = numbers(session);
    const graph = notebookGraph();
    const deleted: Graph = {
      ...graph,
      nodes: graph.nodes.filter(({ id }) => id !== "output"),
      edges: graph.edges.filter(({ from, to }) => from !== "output.out" && to !== "output.x"),
    };
    session.edit(session.planEdit(deleted), {});
    session.edit(session.planEdit(graph), {}, true);
    expect(numbers(session)["output.W"]).toEqual(trained["output.W"]);
    session.edit(session.planEdit(deleted), {});
    session.edit(session.planEdit(graph), {});
    expect(numbers(session)["output.W"]).toEqual(numbers(open(graph).session)["output.W"]);
  });

  test("a renamed node keeps its parameters", () => {
    const { session } = open(notebookGraph());
    train(session, 4);
    const before = numbers(session);
    const graph = notebookGraph();
    const renamed: Graph = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === "hidden" ? { ...node, id: "layer 1" } : node)),
      edges: graph.edges.map(({ from, to }) => ({
        from: from.replace(/^hidden\./, "layer 1."),
        to: to.replace(/^hidden\./, "layer 1."),
      })),
    };
    session.edit(session.planEdit(renamed), { hidden: "layer 1" });
    expect(numbers(session)["layer 1.W"]).toEqual(before["hidden.W"]);
  });

  test("the batch is held through an edit, and the stream goes on", () => {
    const edited = open(batchGraph());
    const straight = open(batchGraph());
    train(edited.session, 2);
    edited.session.handle({ type: "step" });
    edited.session.edit(edited.session.planEdit(withSettings(batchGraph(), "sgd", { lr: "0.1 + 0" })), {});
    edited.session.edit(edited.session.planEdit(withSettings(batchGraph(), "view", { shape: "-1, 6" })), {});
    train(edited.session, 9);
    train(straight.session, 9);
    expect(edited.losses).toEqual(straight.losses);
  });

  test("a graph that can no longer be trained halts with the reason, and training can go on once it is mended", () => {
    const { session } = open(notebookGraph());
    session.handle({ type: "train", stopAt: null });
    session.handle({ type: "tick" });
    const graph = notebookGraph();
    const broken: Graph = {
      ...graph,
      edges: graph.edges.map((e) => (e.to === "hidden.x" ? { from: "C.out", to: e.to } : e)),
    };
    session.edit(session.planEdit(broken), {});
    expect(session.state).toMatchObject({
      phase: "idle",
      halted: { sentence: 'node "hidden": mat1 and mat2 shapes cannot be multiplied (96x2 and 6x100)' },
    });
    session.edit(session.planEdit(graph), {});
    session.handle({ type: "iterate" });
    expect(session.state.iteration).toBe(2);
  });
});

describe("a checkpoint", () => {
  test("keeps the batch of an iteration that has begun", () => {
    const straight = open(batchGraph());
    train(straight.session, 12);
    const first = open(batchGraph());
    train(first.session, 9);
    first.session.handle({ type: "step" });
    const checkpoint = structuredClone(first.session.checkpoint());
    const second = open(batchGraph(), false);
    second.session.open(second.session.planOf(batchGraph()), true, checkpoint);
    train(second.session, 12);
    expect([...first.losses, ...second.losses]).toEqual(straight.losses);
  });

  test("keeps the batch that was drawn when the graph was opened", () => {
    const straight = open(batchGraph());
    const checkpoint = structuredClone(straight.session.checkpoint());
    const second = open(batchGraph(), false);
    second.session.open(second.session.planOf(batchGraph()), true, checkpoint);
    for (const { session } of [straight, second]) train(session, 2);
    expect(second.losses).toEqual(straight.losses);
  });

  test("goes on bit for bit, batches and curve included", () => {
    const straight = open(batchGraph());
    train(straight.session, 19);
    const first = open(batchGraph());
    train(first.session, 9);
    const checkpoint = structuredClone(first.session.checkpoint());
    const second = open(batchGraph(), false);
    second.session.open(second.session.planOf(batchGraph()), true, checkpoint);
    train(second.session, 19);
    expect([...first.losses, ...second.losses]).toEqual(straight.losses);
    expect(numbers(second.session)).toEqual(numbers(straight.session));
    expect(second.session.curves()).toEqual(straight.session.curves());
  });
});
