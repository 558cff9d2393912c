import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { isDue } from "../../src/protocol/instructionReport.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { batchGraph, notebookGraph, withNodes, withSettings } from "./graphs.ts";
import { findTensor } from "../program/findTensor.ts";

function open(graph: Graph): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

function train(session: Session, stopAt: number): void {
  session.handle({ type: "train", stopAt });
  while (session.state.phase === "training") session.handle({ type: "tick" });
}

/** The logits at half their size, and how surprised they are: a loss that nothing is trained on. */
function withMeasured(graph: Graph, every: string): Graph {
  return withNodes(
    graph,
    [
      ["half", "constant", { values: "0.5", shape: "" }],
      ["cooler", "mul", {}],
      ["coolLoss", "cross_entropy", { every }],
    ],
    [
      ["output.out", "cooler.a"],
      ["half.out", "cooler.b"],
      ["cooler.out", "coolLoss.logits"],
      [graph.edges.find(({ to }) => to === "loss.target")!.from, "coolLoss.target"],
    ],
  );
}

function numbers(session: Session, node: string, port: string): number[] {
  const tensor = findTensor(session.plan!, node, port)!;
  return [...tensor.storage.data];
}

function iterationsOf(session: Session, node: string): number[] {
  const points = session.curves().find((curve) => curve.node === node)?.points ?? [];
  return [...points].filter((_, at) => at % 2 === 0);
}

describe("a loss that nothing is trained on", () => {
  it("is measured in iteration 0 and every so many after it, with what leads only to it", () => {
    const session = open(withMeasured(notebookGraph(), "4"));
    expect(session.plan!.losses.map(({ node, every }) => [node, every])).toEqual([
      ["loss", null],
      ["coolLoss", [4]],
    ]);
    expect(new Set(session.plan!.measured.keys())).toEqual(new Set(["half", "cooler", "coolLoss"]));
    train(session, 4);
    const measured = numbers(session, "cooler", "out");
    expect(measured).toEqual(numbers(session, "output", "out").map((logit) => Math.fround(logit / 2)));
    train(session, 7);
    expect(numbers(session, "cooler", "out")).toEqual(measured);
    train(session, 9);
    expect(numbers(session, "cooler", "out")).not.toEqual(measured);
    expect(iterationsOf(session, "coolLoss")).toEqual([0, 4, 8]);
    expect(iterationsOf(session, "loss")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test.prop([fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 12 }), fc.boolean()], { numRuns: 8 })(
    "leaves the training as it was, to the bit",
    (every, count, batches) => {
      const graph = batches ? batchGraph() : notebookGraph();
      const [without, withIt] = [open(graph), open(withMeasured(graph, String(every)))];
      for (const session of [without, withIt]) train(session, count - 1);
      expect(withIt.curves()[0]).toEqual(without.curves()[0]);
      expect(withIt.checkpoint().parameters).toEqual(without.checkpoint().parameters);
      expect(withIt.checkpoint().generator).toEqual(without.checkpoint().generator);
      const due = Array.from({ length: count }, (_, iteration) => iteration).filter((i) => isDue([every], i));
      expect(iterationsOf(withIt, "coolLoss")).toEqual(due);
    },
  );

  it("does not hold back what is also shown elsewhere", () => {
    const graph = withNodes(withMeasured(notebookGraph(), "4"), [["guess", "argmax", {}]], [["cooler.out", "guess.x"]]);
    const session = open(graph);
    expect([...session.plan!.measured.keys()]).toEqual(["coolLoss"]);
  });

  it("takes along what is computed from it", () => {
    const graph = withNodes(
      withMeasured(notebookGraph(), "4"),
      [["perplexity", "exp", {}]],
      [["coolLoss.loss", "perplexity.x"]],
    );
    expect(open(graph).plan!.measured.get("perplexity")).toEqual([4]);
  });

  it("runs for each of the losses that it leads to", () => {
    const graph = withNodes(
      withMeasured(notebookGraph(), "4"),
      [["other", "cross_entropy", { every: "6" }]],
      [
        ["cooler.out", "other.logits"],
        ["context.y", "other.target"],
      ],
    );
    const session = open(graph);
    expect(session.plan!.measured.get("cooler")).toEqual([4, 6]);
    train(session, 12);
    expect(iterationsOf(session, "coolLoss")).toEqual([0, 4, 8, 12]);
    expect(iterationsOf(session, "other")).toEqual([0, 6, 12]);
  });

  it("is stepped over where it is not due, and stepped into where it is", () => {
    const visited = (session: Session): string[] => {
      const nodes: string[] = [];
      do {
        const { instructions } = session.program!;
        session.handle({ type: "step" });
        nodes.push(instructions[session.state.cursor]?.node ?? "");
      } while (session.state.cursor !== 0);
      return nodes;
    };
    const session = open(withMeasured(notebookGraph(), "2"));
    expect(visited(session)).toContain("coolLoss");
    expect(visited(session)).not.toContain("coolLoss");
    expect(visited(session)).toContain("coolLoss");
    const trained = open(withMeasured(notebookGraph(), "2"));
    train(trained, 2);
    expect(session.curves()).toEqual(trained.curves());
  });

  it("is up to date after an edit, whatever the iteration, and has no point for it", () => {
    const graph = withMeasured(notebookGraph(), "4");
    const session = open(graph);
    train(session, 5);
    session.edit(session.planEdit(withSettings(graph, "half", { values: "0.25" })), {});
    expect(numbers(session, "cooler", "out")).toEqual(
      numbers(session, "output", "out").map((logit) => Math.fround(logit / 4)),
    );
    train(session, 7);
    expect(iterationsOf(session, "coolLoss")).toEqual([0, 4]);
  });

  it("is measured at another pace without anything being computed again", () => {
    const graph = withMeasured(notebookGraph(), "4");
    const session = open(graph);
    session.edit(session.planEdit(withSettings(graph, "coolLoss", { every: "3" })), {});
    expect(session.reevaluated?.nodes).toBe(0);
    train(session, 6);
    expect(iterationsOf(session, "coolLoss")).toEqual([0, 3, 6]);
  });

  it("is like any other in a graph that trains nothing", () => {
    const graph = withMeasured(notebookGraph(), "4");
    const nodes = graph.nodes.filter(({ id }) => id !== "sgd");
    const edges = graph.edges.filter(({ to }) => to !== "sgd.loss");
    const session = open({ ...graph, nodes, edges });
    expect(session.plan!.measured.size).toBe(0);
    expect(session.plan!.losses).toHaveLength(1);
    session.handle({ type: "iterate" });
    session.handle({ type: "iterate" });
    expect(session.loss?.iteration).toBe(1);
  });
});
