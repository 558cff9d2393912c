import { describe, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { notebookGraph, withNodes } from "./graphs.ts";

function open(graph: Graph, checkpoint?: ReturnType<Session["checkpoint"]>): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true, checkpoint);
  return session;
}

function train(session: Session, stopAt: number): void {
  session.handle({ type: "train", stopAt });
  while (session.state.phase === "training") session.handle({ type: "tick" });
}

/** The notebook's model, and a smaller one beside it that another optimiser trains on the same data. */
function twoModels(): Graph {
  return withNodes(
    notebookGraph(),
    [
      ["small", "embedding", { dim: "1" }],
      ["flat", "view", { shape: "-1, 3" }],
      ["guess", "linear", { out: "vocab_size" }],
      ["smallLoss", "cross_entropy", {}],
      ["smallSgd", "sgd", { lr: "1" }],
    ],
    [
      ["context.x", "small.ids"],
      ["small.out", "flat.x"],
      ["flat.out", "guess.x"],
      ["guess.out", "smallLoss.logits"],
      ["context.y", "smallLoss.target"],
      ["smallLoss.loss", "smallSgd.loss"],
    ],
  );
}

describe("the loss of a graph without an optimiser", () => {
  const total = (id: string): [string, string, Record<string, string>] => [id, "sum", {}];
  const judged = (): Graph => {
    const graph = notebookGraph();
    const nodes = graph.nodes.filter(({ id }) => id !== "sgd");
    return { ...graph, nodes, edges: graph.edges.filter(({ to }) => !to.startsWith("sgd.")) };
  };

  test("is what the graph calls one, whatever number is computed after it", () => {
    const graph = withNodes(judged(), [total("zz")], [["tanh.out", "zz.x"]]);
    const session = open(graph);
    expect(session.plan!.losses.map(({ node }) => node)).toEqual(["loss"]);
  });

  test("is the last single number where nothing is called a loss", () => {
    const graph = judged();
    const nodes = graph.nodes.filter(({ id }) => id !== "loss");
    const edges = graph.edges.filter(({ to }) => !to.startsWith("loss."));
    const session = open(withNodes({ ...graph, nodes, edges }, [total("zz")], [["tanh.out", "zz.x"]]));
    expect(session.plan!.losses.map(({ node }) => node)).toEqual(["zz"]);
  });
});

describe("the curves of several losses", () => {
  test("each trained loss has its own, in the order of the optimisers", () => {
    const session = open(twoModels());
    train(session, 9);
    const [first, second, ...rest] = session.curves();
    expect(rest).toEqual([]);
    expect([first?.node, second?.node]).toEqual(["loss", "smallLoss"]);
    for (const curve of [first!, second!]) {
      expect([...curve.points].filter((_, at) => at % 2 === 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(curve.points.at(-1)).toBeLessThan(curve.points[1]!);
    }
  });

  test("a checkpoint brings all of them back", () => {
    const straight = open(twoModels());
    train(straight, 4);
    const resumed = open(twoModels(), straight.checkpoint());
    for (const session of [straight, resumed]) train(session, 9);
    expect(resumed.curves()).toEqual(straight.curves());
  });

  test("a renamed loss keeps its curve and its newest value", () => {
    const session = open(notebookGraph());
    train(session, 4);
    const before = session.curves();
    const newest = session.loss;
    const graph = JSON.parse(JSON.stringify(notebookGraph()).replaceAll('"loss', '"nll')) as Graph;
    const edges = graph.edges.map(({ from, to }) => ({ from: from.replace("nll.nll", "nll.loss"), to }));
    const fixed = edges.map(({ from, to }) => ({ from, to: to === "sgd.nll" ? "sgd.loss" : to }));
    session.edit(session.planEdit({ ...graph, edges: fixed }), { loss: "nll" });
    expect(session.curves()).toEqual([{ node: "nll", points: before[0]!.points }]);
    expect(session.loss).toEqual(newest);
  });
});

test("twelve measured losses come in the order of the document, the tenth behind the ninth", () => {
  const numbers = Array.from({ length: 12 }, (_, at) => at + 1);
  const graph = withNodes(
    notebookGraph(),
    numbers.map((at): [string, string, Record<string, string>] => [`loss${at}`, "cross_entropy", { every: "2" }]),
    numbers.flatMap((at): [string, string][] => [
      ["output.out", `loss${at}.logits`],
      ["context.y", `loss${at}.target`],
    ]),
  );
  expect(open(graph).plan!.losses.map(({ node }) => node)).toEqual(["loss", ...numbers.map((at) => `loss${at}`)]);
});
