import { describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { inserted, notebookGraph, optimizedBy, withSettings } from "./graphs.ts";
import { findTensor } from "../program/findTensor.ts";

const model = optimizedBy("sgd", { lr: "0.1" });

function open(graph: Graph): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

function edit(session: Session, graph: Graph): void {
  session.edit(session.planEdit(graph), {});
}

function read(session: Session, node: string, port: string): number[] {
  return [...findTensor(session.plan!, node, port)!.storage.data];
}

function iterate(session: Session, times: number): void {
  for (let i = 0; i < times; i++) session.handle({ type: "iterate" });
}

/** Which elements of the dropout's output are 0. */
function dropped(session: Session): boolean[] {
  return read(session, "dropout", "out").map((value) => value === 0);
}

describe("dropout", () => {
  const graph = inserted(model, { id: "dropout", type: "dropout", settings: { p: "0.5" } }, "output.x");
  const withRelu = {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === "tanh" ? { ...node, type: "sigmoid" } : node)),
  };

  it("drops the same elements however often an iteration is evaluated, also when what comes before it changes", () => {
    const session = open(graph);
    // Before anything is trained every edit draws from the seed again.
    iterate(session, 1);
    session.handle({ type: "evaluate" });
    const before = dropped(session);
    expect(before).toContain(true);
    expect(before).toContain(false);
    session.handle({ type: "step" });
    edit(session, withRelu);
    expect(dropped(session)).toEqual(before);
    edit(session, withSettings(withRelu, "hidden", { bias: false }));
    expect(dropped(session)).toEqual(before);
    iterate(session, 1);
    session.handle({ type: "step" });
    while (!session.progress.fresh.has("dropout")) session.handle({ type: "step" });
    expect(dropped(session)).not.toEqual(before);
  });

  it("draws from the same stream whether one edits before it or not", () => {
    const [edited, straight] = [open(graph), open(graph)];
    edit(edited, withRelu);
    edit(edited, graph);
    for (const session of [edited, straight]) iterate(session, 3);
    expect(read(edited, "batch", "x")).toEqual(read(straight, "batch", "x"));
    expect(dropped(edited)).toEqual(dropped(straight));
  });

  it("draws anew when its probability changes", () => {
    const session = open(graph);
    const before = dropped(session);
    edit(session, withSettings(graph, "dropout", { p: "0.25" }));
    expect(dropped(session)).not.toEqual(before);
  });

  it("lets everything pass where the model is applied again", () => {
    const applied: Graph = {
      ...graph,
      nodes: [...graph.nodes, { id: "again", type: "apply", settings: {} }],
      edges: [...graph.edges, { from: "dropout.out", to: "again.model" }, { from: "batch.x", to: "again.x" }],
    };
    const session = open(applied);
    expect(read(session, "again", "out")).toEqual(read(session, "tanh", "out"));
  });

  it("is refused with a probability that is none", () => {
    const session = open(withSettings(graph, "dropout", { p: "1.5" }));
    expect(session.plan!.nodes.get("dropout")!.diagnostics).toEqual([
      {
        node: "dropout",
        field: "p",
        message: "dropout probability has to be between 0 and 1, but got 1.5",
        plain: "p is a share, from 0 to 1.",
      },
    ]);
  });
});

describe("batch_norm", () => {
  const graph = inserted(model, { id: "norm", type: "batch_norm", settings: {} }, "tanh.x");
  const statistics = (session: Session) => [
    read(session, "norm", "running_mean"),
    read(session, "norm", "running_var"),
  ];

  it("moves its running statistics once an iteration, however often it runs", () => {
    const [walked, straight] = [open(graph), open(graph)];
    expect(statistics(walked)).toEqual([new Array(20).fill(0), new Array(20).fill(1)]);
    for (let i = 0; i < 5; i++) walked.handle({ type: "step" });
    edit(walked, withSettings(graph, "view", { shape: "8, -1" }));
    expect(statistics(walked)).toEqual([new Array(20).fill(0), new Array(20).fill(1)]);
    for (const session of [walked, straight]) iterate(session, 2);
    expect(statistics(walked)).toEqual(statistics(straight));
  });

  it("moves them in the optimiser's step", () => {
    const session = open(graph);
    const visited = new Set<string>();
    do {
      const next = session.program!.instructions[session.state.cursor]!;
      if (next.pass === "update") visited.add(next.node);
      session.handle({ type: "step" });
    } while (session.state.cursor !== 0);
    expect([...visited]).toEqual(["sgd"]);
    expect(statistics(session)[1]).not.toContain(1);
  });

  it("uses them with training off, and then leaves them alone", () => {
    const session = open(graph);
    iterate(session, 3);
    const before = statistics(session);
    edit(session, withSettings(graph, "norm", { training: false }));
    expect(statistics(session)).toEqual(before);
    const [mean, variance] = before as [number[], number[]];
    const x = read(session, "hidden", "out");
    const [weight, bias] = [read(session, "norm", "weight"), read(session, "norm", "bias")];
    for (const [at, value] of read(session, "norm", "out").entries()) {
      const c = at % 20;
      expect(value).toBeCloseTo(((x[at]! - mean[c]!) / Math.sqrt(variance[c]! + 1e-5)) * weight[c]! + bias[c]!, 4);
    }
    iterate(session, 2);
    expect(statistics(session)).toEqual(before);
  });

  it("uses them where the model is applied again", () => {
    const applied: Graph = {
      ...graph,
      nodes: [...graph.nodes, { id: "again", type: "apply", settings: {} }],
      edges: [...graph.edges, { from: "norm.out", to: "again.model" }, { from: "batch.x", to: "again.x" }],
    };
    const session = open(applied);
    iterate(session, 3);
    session.handle({ type: "reset" });
    // After a reset they are 0 and 1.
    for (const [at, value] of read(session, "hidden", "out").entries()) {
      expect(read(session, "again", "out")[at]).toBeCloseTo(value / Math.sqrt(1 + 1e-5), 5);
    }
  });
});

it("a batch of what an op computes is refused: it is drawn before anything runs", () => {
  const graph = inserted(model, { id: "cast", type: "to", settings: { dtype: "float32" } }, "batch.y");
  expect(open(graph).plan!.nodes.get("batch")!.diagnostics).toEqual([
    { node: "batch", message: "expected data, got a tensor that an op computes: draw the batch before the op" },
  ]);
});

describe("an initialiser", () => {
  const drawn = withSettings(model, "hidden", { init: "kaiming_normal", gain: "5 / 3" });

  it("is asked by Reset; an edit keeps the numbers, and nothing runs again", () => {
    const session = open(model);
    iterate(session, 2);
    session.handle({ type: "step" });
    const before = read(session, "hidden", "W");
    edit(session, drawn);
    expect(read(session, "hidden", "W")).toEqual(before);
    expect(session.state.cursor).toBe(1);
    session.handle({ type: "reset" });
    expect(read(session, "hidden", "W")).toEqual(read(open(drawn), "hidden", "W"));
    expect(read(session, "hidden", "b")).toEqual(new Array(20).fill(0));
  });

  it("leaves the numbers of the nodes before it as they are", () => {
    expect(read(open(drawn), "C", "C")).toEqual(read(open(model), "C", "C"));
    // As many are drawn for W, and none for b.
    expect(read(open(drawn), "output", "W")).not.toEqual(read(open(model), "output", "W"));
  });

  it.each(["kaiming_normal", "xavier_uniform"])("%s is refused for a parameter without a fan in", (init) => {
    const graph: Graph = {
      ...notebookGraph(),
      nodes: [{ id: "p", type: "parameter", settings: { shape: "3", init } }],
      edges: [],
    };
    expect(open(graph).plan!.nodes.get("p")!.diagnostics).toEqual([
      {
        node: "p",
        field: "init",
        message: "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
        plain: "This init goes by a weight's two sizes. randn does not.",
      },
    ]);
  });
});
