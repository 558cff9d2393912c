import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { datasets, galleryNames, smallGraph } from "../../contract/graphs/galleryRecords.ts";
import { runs } from "../../runs.ts";
import { batchGraph, notebookGraph, withNodes, withSettings } from "../graphs.ts";
import { fingerprint, opened, positionKey, positionOf, recordTimeline, settle, train } from "../walk.ts";
import type { Move } from "../../../src/protocol/move.ts";

/** Batches, dropout and a loss that is measured in every third iteration: all that differs from one iteration to the next. */
function lively(): Graph {
  const graph = { ...batchGraph("4"), variables: { block_size: "3", n_embd: "2", n_hidden: "5" } };
  const edges = graph.edges.map(({ from, to }) => ({ from: to === "output.x" ? "dropout.out" : from, to }));
  return withNodes(
    { ...graph, edges },
    [
      ["dropout", "dropout", { p: "0.4" }],
      ["dev", "cross_entropy", { every: "3" }],
    ],
    [
      ["tanh.out", "dropout.x"],
      ["output.out", "dev.logits"],
      ["batch.y", "dev.target"],
    ],
  );
}

const LIVELY = opened(lively()).session.program!;
const BYTES = LIVELY.memory.state.end - LIVELY.memory.state.start;

describe.each(galleryNames())("graphs/%s.json", (name) => {
  const graph = smallGraph(name);

  test("instruction by instruction to the end of two iterations, and back to the start: every bit as it was", () => {
    const { session, losses } = opened(graph, { texts: datasets });
    const timeline = recordTimeline(session, 2);
    for (const [at, expected] of [...timeline].toReversed()) {
      expect([positionKey(session.state), fingerprint(session)]).toEqual([at, expected]);
      if (at === "0:0") break;
      session.handle({ type: "stepBackInto" });
      settle(session);
    }
    expect(() => session.handle({ type: "stepBackInto" })).toThrow("this is the start: nothing was run before it");
    const trained = opened(graph, { texts: datasets });
    // Many a graph is made to be looked at, and trains nothing.
    if (session.plan?.optimizers.length === 0) for (let k = 0; k < 2; k++) trained.session.handle({ type: "iterate" });
    else train(trained.session, 1);
    expect(fingerprint(trained.session)).toBe(timeline.get("2:0"));
    expect(losses).toEqual(trained.losses);
  });
});

const moves: fc.Arbitrary<Move> = fc
  .oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        ...(["step", "stepInto", "stepOut", "stepBack", "stepBackInto", "runPass", "iterate"] as const),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.nat(LIVELY.instructions.length - 1).map((cursor) => ({ type: "runTo" as const, cursor })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(9), fc.nat(LIVELY.instructions.length - 1))
        .map(([iteration, cursor]) => ({ type: "seek" as const, iteration, cursor })),
    },
  )
  .map((move) => (typeof move === "string" ? { type: move } : move));

describe("wherever the cursor is moved", () => {
  const timeline = recordTimeline(opened(lively()).session, 16);

  property.prop(
    [
      fc.array(fc.oneof({ weight: 8, arbitrary: moves }, fc.constantFrom("train", "keep", "comment", "rename"))),
      fc.nat(5),
    ],
    // A comment, written while the cursor stands inside a node.
    { numRuns: runs(60, 5_000), examples: [[[{ type: "runTo", cursor: 3 }, "comment"], 0]] },
  )("every bit is as it was when that position was first reached, whatever memory the history has", (walk, room) => {
    const { session, losses } = opened(lively(), { historyBytes: room * (BYTES + 8192) });
    let graph = lively();
    for (const move of walk) {
      if (session.state.iteration > 9) break;
      if (move === "train") train(session, session.state.iteration + 1);
      else if (move === "keep") session.handle({ type: "keep" });
      else if (move === "comment" || move === "rename") {
        const from = graph.nodes.some(({ id }) => id === "hidden") ? "hidden" : "hidden2";
        const to = from === "hidden" ? "hidden2" : "hidden";
        graph = move === "comment" ? { ...graph, title: `${graph.title}.` } : renamed(graph, from, to);
        session.edit(session.planEdit(graph), move === "rename" ? { [from]: to } : {});
      } else if (!refused(() => session.handle(move))) {
        settle(session);
      }
      if (graph.nodes.some(({ id }) => id === "hidden2")) continue;
      expect([move, positionKey(session.state), fingerprint(session)]).toEqual([
        move,
        positionKey(session.state),
        timeline.get(positionKey(session.state)),
      ]);
      expect(session.history.bytes).toBeLessThanOrEqual(room * (BYTES + 8192));
    }
    // What was run twice is told once.
    const told = losses.filter(([node]) => node === "loss").map(([, iteration]) => iteration);
    expect(told).toEqual(told.map((_, at) => at));
  });
});

function refused(act: () => void): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

function renamed(graph: Graph, from: string, to: string): Graph {
  const end = (text: string): string => (text.startsWith(`${from}.`) ? `${to}.${text.slice(from.length + 1)}` : text);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === from ? { ...node, id: to } : node)),
    edges: graph.edges.map((edge) => ({ from: end(edge.from), to: end(edge.to) })),
  };
}

describe("seeking", () => {
  test("reaches any position before the furthest one, and what is further than that is refused", () => {
    const { session } = opened(notebookGraph());
    const timeline = recordTimeline(opened(notebookGraph()).session, 4);
    train(session, 2);
    session.handle({ type: "seek", iteration: 1, cursor: 7 });
    settle(session);
    expect(positionOf(session)).toEqual({ iteration: 1, cursor: 7 });
    expect(fingerprint(session)).toBe(timeline.get("1:7"));
    expect(session.state.newest).toEqual({ iteration: 3, cursor: 0 });
    session.handle({ type: "seek", iteration: 3, cursor: 0 });
    settle(session);
    expect(fingerprint(session)).toBe(timeline.get("3:0"));
    const refusal = "iteration 3 is the furthest that was reached";
    expect(() => session.handle({ type: "seek", iteration: 3, cursor: 1 })).toThrow(refusal);
    expect(() => session.handle({ type: "seek", iteration: 0, cursor: 99 })).toThrow(
      "expected an iteration and an instr",
    );
    expect(() => session.handle({ type: "seek", iteration: -1, cursor: 0 })).toThrow(
      "expected an iteration and an instr",
    );
  });

  test("goes an iteration at a time, so that it can be paused, and moves meanwhile start from where it leads", () => {
    const { session } = opened(notebookGraph(), { historyBytes: 0 });
    train(session, 19);
    session.handle({ type: "stepBack" });
    expect(session.state).toMatchObject({ phase: "seeking", target: { iteration: 19 } });
    session.handle({ type: "stepBack" });
    session.handle({ type: "tick" });
    session.handle({ type: "stepInto" });
    expect(() => session.handle({ type: "train", stopAt: null })).toThrow("pause first");
    settle(session);
    const straight = opened(notebookGraph()).session;
    train(straight, 18);
    const { length } = straight.program!.instructions;
    const update = straight.program!.boundaries.nodeStart(length, 19)!;
    const before = straight.program!.boundaries.nodeStart(update, 19)!;
    straight.handle({ type: "runTo", cursor: before + 1 });
    expect(positionOf(session)).toEqual({ iteration: 19, cursor: before + 1 });
    expect(fingerprint(session)).toBe(fingerprint(straight));
    session.handle({ type: "seek", iteration: 18, cursor: 0 });
    session.handle({ type: "tick" });
    session.handle({ type: "pause" });
    expect(session.state).toMatchObject({ phase: "idle", target: null });
    expect(session.state.iteration).toBeLessThan(18);
  });

  test("keeps what it passes at the end, so that the next step back is near", () => {
    const { session } = opened(notebookGraph());
    train(session, 19);
    session.handle({ type: "seek", iteration: 12, cursor: 3 });
    settle(session);
    session.handle({ type: "stepBackInto" });
    expect(session.state).toMatchObject({ phase: "idle", iteration: 12, cursor: 2 });
  });
});

describe("the curves", () => {
  test("keep their points when the cursor goes back, and are written anew from there after an edit", () => {
    const graph = notebookGraph();
    const { session, losses } = opened(graph);
    train(session, 9);
    const curve = [...session.curves()[0]!.points];
    session.handle({ type: "seek", iteration: 4, cursor: 5 });
    settle(session);
    expect([...session.curves()[0]!.points]).toEqual(curve);
    expect(session.loss?.iteration).toBe(3);
    train(session, 7);
    expect(losses).toHaveLength(10);
    session.handle({ type: "seek", iteration: 4, cursor: 0 });
    settle(session);
    session.edit(session.planEdit(withSettings(graph, "sgd", { lr: "0.01" })), {});
    train(session, 5);
    const points = [...session.curves()[0]!.points];
    expect(points.slice(0, 10)).toEqual(curve.slice(0, 10));
    expect(points.filter((_, at) => at % 2 === 0)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(points.at(-1)).not.toBe(curve[11]);
  });
});

describe("an edit", () => {
  const graph = notebookGraph();

  const rated = (rate: string): Graph => ({
    ...withSettings(graph, "sgd", { lr: "rate / 20" }),
    variables: { ...graph.variables, rate },
  });

  test.each([
    ["a learning rate", graph, withSettings(graph, "sgd", { lr: "0.01" })],
    ["a variable of a learning rate", rated("2"), rated("3")],
    ["a layer without its bias", graph, withSettings(graph, "hidden", { bias: false })],
  ])("that changes numbers ends the way back: %s", (_, first, then) => {
    const { session } = opened(first);
    train(session, 4);
    session.handle({ type: "step" });
    session.edit(session.planEdit(then), {});
    const here = positionOf(session);
    expect(session.history.oldest).toMatchObject(here);
    expect(session.state.newest).toEqual(here);
    expect(() => session.handle({ type: "stepBack" })).toThrow(
      here.cursor === 0
        ? "nothing from before iteration 5 is kept"
        : `nothing from before instruction ${here.cursor} of iteration 5 is kept`,
    );
    const print = fingerprint(session);
    session.handle({ type: "iterate" });
    session.handle({ type: "seek", ...here });
    settle(session);
    expect(fingerprint(session)).toBe(print);
  });

  test.each([
    ["a comment", { ...graph, comments: [{ text: "here", position: { x: 0, y: 0 } }] } as unknown as Graph],
    ["a seed, which Reset will draw from", { ...graph, seed: 7 }],
    ["a node that computes nothing yet", withNodes(graph, [["idle", "tanh", {}]], [])],
  ])("that changes no number does not: %s", (_, edited) => {
    const { session } = opened(graph, { historyBytes: 0 });
    const timeline = recordTimeline(opened(graph).session, 2);
    train(session, 1);
    session.edit(session.planEdit(edited), {});
    expect(positionKey(session.state)).toBe("2:0");
    session.handle({ type: "seek", iteration: 1, cursor: 4 });
    settle(session);
    expect(fingerprint(session)).toBe(timeline.get("1:4"));
  });
});

test("reset starts a history of its own, and gives every bit of a fresh opening", () => {
  const { session } = opened(lively());
  const start = fingerprint(session);
  train(session, 6);
  session.handle({ type: "reset" });
  expect(fingerprint(session)).toBe(start);
  expect(() => session.handle({ type: "seek", iteration: 3, cursor: 0 })).toThrow("iteration 0 is the furthest");
});

test("a checkpoint's history begins where it goes on", () => {
  const first = opened(lively());
  train(first.session, 5);
  const { session } = opened(lively());
  session.open(session.planOf(lively()), true, structuredClone(first.session.checkpoint()));
  expect(session.history.oldest).toMatchObject({ iteration: 6, cursor: 0 });
  session.handle({ type: "iterate" });
  session.handle({ type: "stepBack" });
  settle(session);
  expect(session.state.iteration).toBe(6);
});
