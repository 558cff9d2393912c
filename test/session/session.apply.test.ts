import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { planDiagnostics } from "../../src/program/plan/plan.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { batchGraph, notebookGraph, withNodes, withSettings } from "./graphs.ts";
import { findTensor } from "../program/findTensor.ts";

function open(graph: Graph, checkpoint?: ReturnType<Session["checkpoint"]>): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true, checkpoint);
  return session;
}

function train(session: Session, stopAt: number): void {
  session.handle({ type: "train", stopAt });
  while (session.state.phase === "training") session.handle({ type: "tick" });
}

function numbers(session: Session, node: string, port = "out"): number[] {
  const tensor = findTensor(session.plan!, node, port)!;
  return [...tensor.storage.data];
}

/** The first lines are trained on; the model is applied to the last two as well, and its loss there is measured. */
function withDev(graph: Graph, every = "3", first = "5"): Graph {
  return withNodes(
    graph,
    [
      ["devSplit", "split", { fractions: "0.5, 0.25, 0.25" }],
      ["dev", "context", { block_size: "block_size", first }],
      ["again", "apply", {}],
      ["devLoss", "cross_entropy", { every }],
    ],
    [
      ["tokenize.ids", "devSplit.ids"],
      ["devSplit.train", "dev.ids"],
      ["output.out", "again.model"],
      ["dev.x", "again.x"],
      ["again.out", "devLoss.logits"],
      ["dev.y", "devLoss.target"],
    ],
  );
}

/** The model on the dev lines, and nothing else. */
function devAlone(): Graph {
  const graph = notebookGraph();
  return withNodes(
    {
      ...graph,
      nodes: graph.nodes.filter(({ id }) => !["context", "sgd"].includes(id)),
      edges: graph.edges.filter(({ from, to }) => !`${from} ${to}`.includes("context") && to !== "sgd.loss"),
    },
    [
      ["devSplit", "split", { fractions: "0.5, 0.25, 0.25" }],
      ["dev", "context", { block_size: "block_size", first: "5" }],
    ],
    [
      ["tokenize.ids", "devSplit.ids"],
      ["devSplit.train", "dev.ids"],
      ["dev.x", "C.ids"],
      ["dev.y", "loss.target"],
    ],
  );
}

function faults(graph: Graph): string[] {
  return planDiagnostics(new Session(backend, new Map(), () => undefined).planOf(graph)).map(
    ({ node, message }) => `${node}: ${message}`,
  );
}

describe("the model again", () => {
  test.prop([fc.integer({ min: 0, max: 6 }), fc.boolean()], { numRuns: 6 })(
    "gives what the model itself gives on those contexts, to the bit, and leaves the training as it was",
    (iterations, batches) => {
      const graph = batches ? batchGraph() : notebookGraph();
      const [session, without] = [open(withDev(graph)), open(graph)];
      if (iterations > 0) for (const each of [session, without]) train(each, iterations - 1);
      const learned = session.checkpoint();
      expect(learned.parameters).toEqual(without.checkpoint().parameters);
      const both = open(withDev(graph), learned);
      const alone = open(devAlone(), { ...learned, draws: null });
      expect(numbers(both, "again")).toEqual(numbers(alone, "output"));
      expect(numbers(both, "devLoss", "loss")).toEqual(numbers(alone, "loss", "loss"));
    },
  );

  it("is measured with its loss, and knows the N of its own contexts", () => {
    const session = open(withDev(batchGraph(), "3", "2"));
    const { plan } = session;
    expect([...plan!.measured.keys()].toSorted()).toEqual(["again", "dev", "devLoss", "devSplit"]);
    const dev = plan!.nodes.get("dev")!.facts;
    expect(plan!.nodes.get("again")!.facts).toEqual(dev);
    expect(dev.N).not.toBe(plan!.nodes.get("context")!.facts.N);
    expect(plan!.nodes.get("again")!.outputs["out"]).toMatchObject({ dims: ["N", "vocab_size"] });
    train(session, 6);
    expect([...session.curves()[1]!.points].filter((_, at) => at % 2 === 0)).toEqual([0, 3, 6]);
  });

  it("adds its gradients to the model's: twice the same loss is the loss at twice the rate", () => {
    const graph = notebookGraph({ sgd: { lr: "0.05" } });
    const twice = withNodes(
      { ...graph, edges: graph.edges.filter(({ to }) => to !== "sgd.loss") },
      [
        ["again", "apply", {}],
        ["loss2", "cross_entropy", {}],
        ["total", "add", {}],
      ],
      [
        ["output.out", "again.model"],
        ["context.x", "again.x"],
        ["again.out", "loss2.logits"],
        ["context.y", "loss2.target"],
        ["loss.loss", "total.a"],
        ["loss2.loss", "total.b"],
        ["total.out", "sgd.loss"],
      ],
    );
    const [sum, single] = [open(twice), open(notebookGraph({ sgd: { lr: "0.1" } }))];
    for (const session of [sum, single]) train(session, 3);
    for (const { node, name, tensor } of single.plan!.parameters) {
      const other = numbers(sum, node, name);
      for (const [at, value] of [...tensor.storage.data].entries()) expect(other[at]).toBeCloseTo(value, 5);
    }
  });

  it("is stale when anything of the model is, and not otherwise", () => {
    const graph = withDev(notebookGraph());
    const session = open(graph);
    session.edit(session.planEdit(withSettings(graph, "sgd", { lr: "0.2" })), {});
    expect(session.reevaluated?.nodes).toBe(0);
    const nodes = graph.nodes.map((node) => (node.id === "tanh" ? { ...node, type: "relu" } : node));
    const other = { ...graph, nodes };
    session.edit(session.planEdit(other), {});
    expect(numbers(session, "again")).toEqual(numbers(open(other), "again"));
  });

  it("lets everything pass a dropout, without another draw", () => {
    const dropped = (graph: Graph): Graph =>
      withNodes(
        { ...graph, edges: graph.edges.filter(({ to }) => to !== "output.x") },
        [["drop", "dropout", { p: "0.5" }]],
        [
          ["tanh.out", "drop.x"],
          ["drop.out", "output.x"],
        ],
      );
    const session = open(dropped(withDev(notebookGraph())));
    expect(session.plan!.draws.map(({ node }) => node)).toEqual(["drop"]);
    expect(numbers(session, "again")).toEqual(numbers(open(withDev(notebookGraph())), "again"));
  });

  const rewired = (graph: Graph, to: string, from: string): Graph => ({
    ...graph,
    edges: graph.edges.map((edge) => (edge.to === to ? { from, to } : edge)),
  });
  const changed = (id: string, settings: GraphNode["settings"]): Graph =>
    withSettings(withDev(notebookGraph(), "3", "2"), id, settings);

  it.each([
    [
      "a view of a fixed size",
      changed("view", { shape: "32, 6" }),
      "again: shape '[32, 6]' is invalid for input of size 84, in node \"view\"",
    ],
    [
      "contexts of another length",
      changed("dev", { block_size: "4" }),
      "again: shape '[-1, 6]' is invalid for input of size 112, in node \"view\"",
    ],
    [
      "a model that begins with the targets too",
      rewired(withDev(notebookGraph()), "again.model", "loss.loss"),
      'again: expected a model of one tensor of contexts (a context or a batch), got "context.x" and "context.y" upstream',
    ],
    [
      "no model",
      rewired(withDev(notebookGraph()), "again.model", "context.x"),
      "again: expected a model of one tensor of contexts (a context or a batch), got none upstream",
    ],
  ])("says what is wrong with %s", (_, graph, fault) => {
    expect(faults(graph)[0]).toBe(fault);
  });
});
