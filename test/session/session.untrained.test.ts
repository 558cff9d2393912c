/** Whose numbers these are: the seed's, as long as nothing was trained or written, and after that those of what was edited. */
import { describe, expect, test } from "vitest";
import { applyEdit, type Edit } from "../../src/graph/edits/edit.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { batchGraph, inserted, notebookGraph, withNodes, withSettings } from "./graphs.ts";
import type { Checkpoint } from "../../src/protocol/checkpoint.ts";

function open(graph: Graph, evaluate = true, checkpoint?: Checkpoint): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), evaluate, checkpoint);
  return session;
}

const edit = (session: Session, graph: Graph): void => session.edit(session.planEdit(graph), {});
const iterate = (session: Session, count: number): void => {
  for (let at = 0; at < count; at++) session.handle({ type: "iterate" });
};
/** Parameters, this iteration's draws, the newest loss and where the random stream stands. */
function numbers(session: Session) {
  const { parameters, draws } = session.plan!;
  return {
    parameters: parameters.map(({ node, name, tensor }) => [node, name, ...tensor.storage.data]),
    draws:
      session.state.drawn || draws.length === 0
        ? draws.map(({ drawn }) => drawn.map(({ storage }) => [...storage.data]))
        : null,
    loss: session.loss,
    generator: session.program === null ? null : session.generatorState(),
  };
}
/** What opening a graph gives. */
const fresh = (graph: Graph) => numbers(open(graph));
const reversed = (graph: Graph): Graph => ({ ...graph, nodes: graph.nodes.toReversed() });
const narrow = (graph: Graph): Graph => withSettings(graph, "hidden", { out: "20" });

/** The notebook's network as one adds and wires it by hand, with the view's shape mended late. */
const byHand: readonly Edit[] = [
  {
    type: "addNode",
    nodeType: "words",
    settings: { source: "text", text: "emma\nolivia\nava\nisabella\nsophia\nbcdfgjknqrtuwxyz" },
  },
  { type: "addNode", nodeType: "tokenize" },
  { type: "connect", from: "words.words", to: "tokenize.words" },
  { type: "addNode", nodeType: "context", settings: { first: "5" } },
  { type: "connect", from: "tokenize.ids", to: "context.ids" },
  { type: "addNode", nodeType: "embedding" },
  { type: "connect", from: "context.x", to: "embedding.ids" },
  { type: "addNode", nodeType: "view", settings: { shape: "-1" } },
  { type: "connect", from: "embedding.out", to: "view.x" },
  { type: "addNode", nodeType: "linear" },
  { type: "setSetting", id: "linear", setting: "in", value: "192" },
  { type: "connect", from: "view.out", to: "linear.x" },
  { type: "setSetting", id: "view", setting: "shape", value: "-1, 6" },
  { type: "setSetting", id: "linear", setting: "in", value: null },
  { type: "addNode", nodeType: "tanh" },
  { type: "connect", from: "linear.out", to: "tanh.x" },
  { type: "addNode", nodeType: "linear", settings: { out: "vocab_size" } },
  { type: "connect", from: "tanh.out", to: "linear_2.x" },
  { type: "addNode", nodeType: "cross_entropy" },
  { type: "connect", from: "linear_2.out", to: "cross_entropy.logits" },
  { type: "connect", from: "context.y", to: "cross_entropy.target" },
  { type: "addNode", nodeType: "sgd" },
  { type: "connect", from: "cross_entropy.loss", to: "sgd.loss" },
];

describe("a graph that was built by hand", () => {
  test("starts from its seed, whatever was tried on the way, and with the notebook's loss", () => {
    let graph: Graph = { ...notebookGraph(), variables: {}, nodes: [], edges: [] };
    const session = open(graph);
    for (const one of byHand) {
      graph = applyEdit(graph, one);
      edit(session, graph);
      expect(session.fromSeed).toBe(true);
      expect(numbers(session)).toEqual(fresh(graph));
    }
    expect(session.loss!.loss).toBe(open(notebookGraph()).loss!.loss);
    const before = numbers(session);
    session.handle({ type: "reset" });
    expect(numbers(session)).toEqual(before);
  });

  test.each<[string, readonly Graph[]]>([
    [
      "a batch and a mask",
      [
        batchGraph(),
        inserted(batchGraph(), { id: "drop", type: "dropout", settings: {} }, "output.x"),
        batchGraph("4"),
      ],
    ],
    ["the order of its nodes", [batchGraph(), reversed(batchGraph())]],
    ["its seed", [batchGraph(), { ...batchGraph(), seed: 7 }, batchGraph()]],
    ["a broken wire, mended", [batchGraph(), { ...batchGraph(), edges: [] }, narrow(batchGraph()), batchGraph()]],
  ])("draws as it would if it were opened: %s", (_, graphs) => {
    const session = open(graphs[0]!);
    for (const graph of graphs) {
      edit(session, graph);
      expect(numbers(session)).toEqual(fresh(graph));
    }
  });

  test("is as it is drawn in the middle of the first iteration too, until the update", () => {
    const session = open(batchGraph());
    const updates = session.program!.instructions.findIndex(({ pass }) => pass === "update");
    while (session.state.cursor < updates) session.handle({ type: "stepInto" });
    edit(session, narrow(batchGraph()));
    expect(numbers(session)).toEqual(fresh(narrow(batchGraph())));
    iterate(session, 1);
    const learned = [...session.plan!.parameters[0]!.tensor.storage.data];
    edit(session, batchGraph());
    expect([...session.plan!.parameters[0]!.tensor.storage.data]).toEqual(learned);
  });

  test("begins anew where nothing is trained, however many batches were looked at", () => {
    const looking = (graph: Graph): Graph => ({
      ...graph,
      nodes: graph.nodes.filter(({ id }) => id !== "sgd"),
      edges: graph.edges.filter(({ to }) => to !== "sgd.loss"),
    });
    const session = open(looking(batchGraph()));
    iterate(session, 3);
    edit(session, { ...looking(batchGraph()), comments: [] });
    expect(session.state.iteration).toBe(3);
    edit(session, batchGraph());
    expect(session.state).toMatchObject({ iteration: 0, cursor: 0 });
    expect(numbers(session)).toEqual(fresh(batchGraph()));
  });

  test("shows nothing before its reader acts, and then the seed's numbers", () => {
    const session = open(batchGraph(), false);
    edit(session, narrow(batchGraph()));
    expect([...session.progress.valued]).toEqual([]);
    session.handle({ type: "evaluate" });
    expect(numbers(session)).toEqual(fresh(narrow(batchGraph())));
  });

  test("runs again only what computes of other numbers", () => {
    const session = open(notebookGraph());
    edit(session, withNodes(notebookGraph(), [["end", "tanh", {}]], [["tanh.out", "end.x"]]));
    expect(session.reevaluated).toMatchObject({ nodes: 1 });
    // The second linear's numbers come after those of the first.
    edit(session, narrow(notebookGraph()));
    expect(session.reevaluated).toMatchObject({ nodes: 4, of: 6 });
  });

  test("can be gone back into from its first iterations", () => {
    const session = open(batchGraph());
    edit(session, narrow(batchGraph()));
    const start = numbers(session);
    iterate(session, 3);
    session.handle({ type: "seek", iteration: 0, cursor: 0 });
    while (session.state.phase === "seeking") session.handle({ type: "tick" });
    expect(numbers(session)).toEqual(start);
    expect(session.fromSeed).toBe(true);
  });
});

describe("numbers that are not the seed's", () => {
  const trained = (count = 2): Session => {
    const session = open(batchGraph());
    iterate(session, count);
    return session;
  };

  test("come of an edit of what was trained, and go with Reset", () => {
    const session = trained();
    expect(session.fromSeed).toBe(true);
    edit(session, narrow(batchGraph()));
    expect(session.fromSeed).toBe(false);
    iterate(session, 1);
    expect(session.fromSeed).toBe(false);
    session.handle({ type: "reset" });
    expect(session.fromSeed).toBe(true);
    expect(numbers(session)).toEqual(fresh(narrow(batchGraph())));
  });

  test.each<[string, (graph: Graph) => Graph, boolean]>([
    ["a learning rate", (graph) => withSettings(graph, "sgd", { lr: "0.05" }), false],
    ["another seed", (graph) => ({ ...graph, seed: 7 }), false],
    [
      "a comment",
      (graph) => ({ ...graph, comments: [{ text: "", position: { x: 0, y: 0 }, size: { width: 9, height: 9 } }] }),
      true,
    ],
    [
      "a position",
      (graph) => ({ ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: { x: 1, y: 2 } })) }),
      true,
    ],
    ["a node that computes nothing yet", (graph) => withNodes(graph, [["idle", "tanh", {}]], []), true],
  ])("after training, with %s", (_, change, still) => {
    const session = trained();
    edit(session, change(batchGraph()));
    expect(session.fromSeed).toBe(still);
  });

  test("a seed that is changed back is theirs again", () => {
    const session = trained();
    edit(session, { ...batchGraph(), seed: 7 });
    edit(session, batchGraph());
    expect(session.fromSeed).toBe(true);
  });

  test("are written by hand", () => {
    const session = open(batchGraph());
    session.write("hidden", "W", [{ index: [0, 0], value: 1 }]);
    expect(session.fromSeed).toBe(false);
    edit(session, withSettings(batchGraph(), "view", { shape: "8, 6" }));
    expect(session.plan!.parameters.find(({ name }) => name === "W")!.tensor.storage.data[0]).toBe(1);
  });

  test("are known of what was kept", () => {
    const session = trained();
    expect(open(batchGraph(), true, session.checkpoint()).fromSeed).toBe(true);
    edit(session, narrow(batchGraph()));
    const restored = open(narrow(batchGraph()), true, session.checkpoint());
    expect(restored.fromSeed).toBe(false);
    restored.handle({ type: "reset" });
    expect(restored.fromSeed).toBe(true);
  });

  test("are in a checkpoint of the middle of an update, unless the start of the iteration is kept, which it then is of", () => {
    for (const historyBytes of [undefined, 0]) {
      const session = new Session(backend, new Map(), () => undefined, historyBytes);
      session.open(session.planOf(batchGraph()), true);
      const updates = session.program!.instructions.findIndex(({ pass }) => pass === "update");
      while (session.state.cursor <= updates) session.handle({ type: "stepInto" });
      const restored = open(batchGraph(), true, session.checkpoint());
      expect(restored.fromSeed).toBe(historyBytes === undefined);
    }
  });

  test("are told by the numbers where an earlier version kept the state, before the first update", () => {
    const { seed: _, ...untrained } = open(batchGraph()).checkpoint();
    expect(open(batchGraph(), true, untrained).fromSeed).toBe(true);
    const written = open(batchGraph());
    written.write("hidden", "W", [{ index: [0, 0], value: 1 }]);
    const { seed: __, ...kept } = written.checkpoint();
    expect(open(batchGraph(), true, kept).fromSeed).toBe(false);
  });

  test("are what a checkpoint of another shape leaves", () => {
    expect(open(narrow(batchGraph()), true, open(batchGraph()).checkpoint()).fromSeed).toBe(false);
  });
});
