import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { bytesOf } from "../../../src/program/run/memory.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import { runs } from "../../runs.ts";
import { inserted, notebookGraph, optimizedBy, withSettings } from "../graphs.ts";
import { fingerprint, opened, settle, train } from "../walk.ts";
import type { UndoStep } from "../../../src/protocol/undoStep.ts";

/** Adam, a batch, a batch norm and dropout: everything that an iteration leaves behind for the next. */
function lively(lr = "0.01"): Graph {
  const graph = { ...optimizedBy("adam", { lr }), variables: { block_size: "3", n_embd: "2", n_hidden: "5" } };
  const normed = inserted(graph, { id: "norm", type: "batch_norm", settings: {} }, "tanh.x");
  return inserted(normed, { id: "dropout", type: "dropout", settings: { p: "0.4" } }, "output.x");
}

function step(id: string, direction: UndoStep["direction"]): UndoStep[] {
  return [{ id, direction }];
}

/** An edit as the editor makes it. */
function edit(session: Session, graph: Graph, id: string, direction: UndoStep["direction"] = "do"): void {
  session.edit(session.planEdit(graph), {}, direction !== "do", step(id, direction));
}

/** Everything that was learned, what is drawn, and the curves. */
function numbersOf(session: Session): unknown {
  const { gradientRatios } = session;
  return { ...session.checkpoint(), ratios: gradientRatios.report(), loss: session.loss };
}

describe("undoing an edit before anything ran since", () => {
  const edits: readonly (readonly [string, Graph, Graph])[] = [
    ["a rate, among batches and masks", lively(), lively("0.5")],
    ["a layer's width", notebookGraph(), withSettings(notebookGraph(), "hidden", { out: "7" })],
    ["a node", notebookGraph(), inserted(notebookGraph(), { id: "late", type: "relu", settings: {} }, "tanh.x")],
  ];
  test.each(edits)("leaves the numbers the seed's, as they were: %s", (_what, graph, edited) => {
    const { session } = opened(graph);
    train(session, 2);
    edit(session, edited, "a");
    expect(session.fromSeed).toBe(false);
    edit(session, graph, "a", "undo");
    expect(session.fromSeed).toBe(true);
    train(session, 4);
    const straight = opened(graph).session;
    train(straight, 4);
    const [ours, theirs] = [session.checkpoint(), straight.checkpoint()];
    expect(ours.parameters).toMatchObject(theirs.parameters);
    expect({ ...ours, parameters: null }).toEqual({ ...theirs, parameters: null });
    edit(session, edited, "a", "redo");
    expect(session.fromSeed).toBe(false);
  });

  test("also of a number that was written by hand", () => {
    const { session } = opened(notebookGraph());
    train(session, 2);
    const before = session.write("hidden", "b", [{ index: [0], value: 3 }], step("a", "do"));
    expect(session.fromSeed).toBe(false);
    session.write("hidden", "b", before, step("a", "undo"));
    expect(session.fromSeed).toBe(true);
  });

  test("but not once it was trained on, nor where other draws were made", () => {
    const { session } = opened(lively());
    train(session, 2);
    edit(session, lively("0.5"), "a");
    train(session, 3);
    edit(session, lively(), "a", "undo");
    expect(session.fromSeed).toBe(false);
    const other = opened(lively()).session;
    train(other, 2);
    edit(other, withSettings(lively(), "hidden", { out: "7" }), "a");
    edit(other, lively(), "a", "undo");
    expect(other.fromSeed).toBe(false);
  });
});

describe("undoing an edit after iterations that ran since", () => {
  test("keeps what was trained, and offers the numbers from before the edit, which are as they were to the bit", () => {
    const { session } = opened(lively());
    train(session, 9);
    const straight = opened(lively()).session;
    train(straight, 9);
    edit(session, lively("0.5"), "a");
    expect(session.undo.offer).toBeNull();
    train(session, 15);
    const trained = session.checkpoint();
    edit(session, lively(), "a", "undo");
    expect(session.undo.offer?.exchanged).toBe(false);
    expect(session.undo.offer).toEqual({
      direction: "undo",
      exchanged: false,
      notFinite: false,
      iteration: 16,
      other: { iteration: 10, gone: null },
    });
    expect(session.checkpoint()).toMatchObject({ iteration: 16, parameters: trained.parameters });
    session.takeOther();
    straight.handle({ type: "evaluate" });
    expect(numbersOf(session)).toEqual(numbersOf(straight));
    train(session, 30);
    train(straight, 30);
    expect(fingerprint(session)).toBe(fingerprint(straight));
    expect(numbersOf(session)).toEqual(numbersOf(straight));
  });

  test("redo brings the trained numbers back where the undo took the former ones, as if nothing had been undone", () => {
    const { session } = opened(lively());
    const straight = opened(lively()).session;
    for (const each of [session, straight]) {
      train(each, 9);
      edit(each, lively("0.5"), "a");
      train(each, 15);
    }
    edit(session, lively(), "a", "undo");
    session.takeOther();
    edit(session, lively("0.5"), "a", "redo");
    expect(session.undo.offer?.exchanged).toBe(true);
    expect(session.undo.offer).toMatchObject({
      direction: "redo",
      exchanged: true,
      iteration: 16,
      other: { iteration: 10 },
    });
    straight.handle({ type: "evaluate" });
    expect(numbersOf(session)).toEqual(numbersOf(straight));
    train(session, 20);
    train(straight, 20);
    expect(fingerprint(session)).toBe(fingerprint(straight));
    // And once more in the other direction.
    edit(session, lively(), "a", "undo");
    expect(session.undo.offer?.exchanged).toBe(true);
    expect(session.state.iteration).toBe(10);
  });

  test("the numbers of a broken training go back by themselves, and can be had again", () => {
    const { session } = opened(lively());
    train(session, 4);
    edit(session, lively("1e38"), "a");
    train(session, 9);
    expect(session.loss?.loss).toBeNaN();
    edit(session, lively(), "a", "undo");
    expect(session.undo.offer?.exchanged).toBe(true);
    expect(session.undo.offer).toMatchObject({
      exchanged: true,
      notFinite: true,
      iteration: 5,
      other: { iteration: 10 },
    });
    expect(session.state.iteration).toBe(5);
    expect(session.loss?.loss).toBeLessThan(10);
    session.takeOther();
    expect(session.state.iteration).toBe(10);
    expect(session.loss?.loss).toBeNaN();
    expect(session.undo.offer).toMatchObject({
      exchanged: false,
      notFinite: false,
      iteration: 10,
      other: { iteration: 5 },
    });
  });

  test("numbers that were ruined before the edit as well are not taken by themselves", () => {
    const { session } = opened(lively("1e38"));
    train(session, 4);
    edit(session, lively("0.1"), "a");
    train(session, 9);
    edit(session, lively("1e38"), "a", "undo");
    expect(session.undo.offer?.exchanged).toBe(false);
    expect(session.state.iteration).toBe(10);
  });

  test("offers nothing when nothing ran since, nor for an edit that no number depends on", () => {
    const { session } = opened(lively());
    train(session, 4);
    edit(session, lively("0.5"), "a");
    session.handle({ type: "step" });
    session.handle({ type: "stepBack" });
    settle(session);
    edit(session, lively(), "a", "undo");
    expect(session.undo.offer).toBeNull();
    edit(session, { ...lively(), seed: 5 }, "b");
    train(session, 9);
    edit(session, lively(), "b", "undo");
    expect(session.undo.offer).toBeNull();
  });

  test("of edits of one gesture, and of steps that came at once, each leads back to where it began", () => {
    const { session } = opened(lively());
    train(session, 4);
    edit(session, lively("0.2"), "a");
    train(session, 5);
    // Typing on in the same field.
    edit(session, lively("0.25"), "a");
    train(session, 7);
    edit(session, lively("0.3"), "b");
    train(session, 9);
    session.edit(session.planEdit(lively()), {}, true, [...step("b", "undo"), ...step("a", "undo")]);
    expect(session.undo.offer).toMatchObject({ other: { iteration: 5 } });
    session.takeOther();
    session.edit(session.planEdit(lively("0.3")), {}, true, [...step("a", "redo"), ...step("b", "redo")]);
    expect(session.undo.offer).toMatchObject({ exchanged: true, iteration: 10, other: { iteration: 5 } });
  });

  test("the offer outlives a node's new name, and ends with Reset, another edit, and an answer", () => {
    const { session } = opened(notebookGraph());
    const fresh = session.checkpoint().parameters["hidden.W"]!.data.slice();
    edit(session, notebookGraph({ sgd: { lr: "0.2" } }), "a");
    train(session, 3);
    edit(session, notebookGraph(), "a", "undo");
    const graph = notebookGraph();
    const renamed: Graph = JSON.parse(JSON.stringify(graph).replaceAll('"hidden', '"layer')) as Graph;
    session.edit(session.planEdit(renamed), { hidden: "layer" }, false, step("n", "do"));
    session.takeOther();
    expect(session.state.iteration).toBe(0);
    expect(session.checkpoint().parameters["layer.W"]!.data).toEqual(fresh);
    session.keepNumbers();
    expect(session.undo.offer).toBeNull();
    for (const ends of ["edit", "reset"]) {
      edit(session, withSettings(renamed, "sgd", { lr: "0.2" }), ends);
      train(session, session.state.iteration + 3);
      edit(session, renamed, ends, "undo");
      expect(session.undo.offer).not.toBeNull();
      if (ends === "reset") session.handle({ type: "reset" });
      else edit(session, withSettings(renamed, "sgd", { lr: "0.3" }), "c");
      expect(session.undo.offer).toBeNull();
    }
    expect(() => session.takeOther()).toThrow("there are no other numbers to take");
  });

  test("what is beyond the budget is not kept, and that is said; the oldest go first", () => {
    const graph = notebookGraph();
    const bytes = 3481 * 4;
    const session = new Session(backend, new Map(), () => undefined, undefined, 2.5 * bytes);
    session.open(session.planOf(graph), true);
    const lrs = ["0.2", "0.3", "0.4"];
    const of = (lr: string): Graph => notebookGraph({ sgd: { lr } });
    for (const [at, lr] of lrs.entries()) {
      edit(session, of(lr), lr);
      train(session, at);
    }
    edit(session, of("0.3"), "0.4", "undo");
    expect(session.undo.offer?.other).toEqual({ iteration: 2, gone: null });
    edit(session, of("0.2"), "0.3", "undo");
    expect(session.undo.offer?.other.gone).toMatchObject({ budget: 2.5 * bytes });
    expect(() => session.takeOther()).toThrow("the numbers of iteration 1 were not kept");
  });
});

test("an edit in the middle of an update goes back to the start of that iteration, no parameter moved twice", () => {
  const { session } = opened(lively());
  const straight = opened(lively()).session;
  for (const each of [session, straight]) train(each, 3);
  for (let pass = 0; pass < 2; pass++) session.handle({ type: "runPass" });
  session.handle({ type: "stepInto" });
  expect(session.program!.instructions[session.state.cursor - 1]!.pass).toBe("update");
  edit(session, lively("0.5"), "a");
  train(session, 6);
  edit(session, lively(), "a", "undo");
  session.takeOther();
  straight.handle({ type: "evaluate" });
  expect(numbersOf(session)).toEqual(numbersOf(straight));
  train(session, 8);
  train(straight, 8);
  expect(fingerprint(session)).toBe(fingerprint(straight));
});

describe("numbers that are written by hand", () => {
  test("go with their undo step as an edit does", () => {
    const { session } = opened(notebookGraph());
    train(session, 2);
    const cells = [{ index: [0, 0], value: 3 }];
    const before = session.checkpoint();
    const was = session.write("C", "C", cells, step("w", "do"));
    // A drag goes on: what was before it is what counts.
    session.write("C", "C", [{ index: [0, 0], value: 4 }], step("w", "do"));
    session.write("C", "C", was, step("w", "undo"));
    expect(session.undo.offer).toBeNull();
    session.write("C", "C", cells, step("w", "redo"));
    train(session, 5);
    session.write("C", "C", was, step("w", "undo"));
    expect(session.undo.offer).toMatchObject({ exchanged: false, iteration: 6, other: { iteration: 3 } });
    session.takeOther();
    expect(session.checkpoint().parameters).toEqual(before.parameters);
  });
});

describe("other data in a trained model", () => {
  const other = notebookGraph({ words: { text: "bob\nzoe\nemma\nisabella\nbcdfgjknqrtuwxyz" } });

  test("are told of until they are answered, once it has learned something", () => {
    const { session } = opened(notebookGraph());
    edit(session, other, "a");
    expect(session.undo.newData).toBeNull();
    edit(session, notebookGraph(), "a", "undo");
    train(session, 4);
    edit(session, other, "b");
    expect(session.undo.newData).toEqual({ node: "words", iteration: 5 });
    session.keepNumbers();
    expect(session.undo.newData).toBeNull();
    edit(session, notebookGraph({ words: { text: "other\nzoe" } }), "c");
    expect(session.undo.newData).not.toBeNull();
    session.handle({ type: "reset" });
    expect(session.undo.newData).toBeNull();
    // The fresh start is undone with the edit.
    edit(session, other, "c", "undo");
    expect(session.undo.newData).toBeNull();
    expect(session.undo.offer?.other).toEqual({ iteration: 5, gone: null });
  });

  test("are not a learning rate, another model, nor a table that nothing is trained on", () => {
    const { session } = opened(notebookGraph());
    train(session, 4);
    edit(session, notebookGraph({ sgd: { lr: "0.2" } }), "a");
    edit(session, notebookGraph({ hidden: { out: "7" } }), "b");
    edit(session, notebookGraph({ context: { first: "3" } }), "c");
    const graph = notebookGraph();
    const table = { id: "table", type: "constant", settings: { values: "1 2", shape: "1, 2" } };
    edit(session, { ...graph, nodes: [...graph.nodes, table] }, "d");
    expect(session.undo.newData).toBeNull();
  });
});

describe("names, places and comments", () => {
  const act = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom("iterate", "step", "stepBack") },
    { weight: 3, arbitrary: fc.constantFrom("rename", "undo", "redo", "comment", "move") },
  );
  property.prop([fc.array(act, { maxLength: 40 })], { numRuns: runs(25, 2000) })(
    "never touch a number, whenever they are changed, undone and done again",
    (history) => {
      const straight = opened(lively()).session;
      const edited = opened(lively()).session;
      const past: { id: string; before: Graph; after: Graph; renamed: Record<string, string> }[] = [];
      const future: typeof past = [];
      let graph = lively();
      let count = 0;
      const go = (to: Graph, renamed: Record<string, string>, id: string, direction: UndoStep["direction"]): void => {
        edited.edit(edited.planEdit(to), renamed, direction !== "do", step(id, direction));
        graph = to;
        expect(edited.undo.offer).toBeNull();
      };
      for (const type of history) {
        if (type === "iterate" || type === "step" || type === "stepBack") {
          for (const session of [straight, edited]) {
            try {
              session.handle({ type });
            } catch {
              // At the start there is nothing to go back to, for neither.
            }
            settle(session);
          }
        } else if (type === "undo" || type === "redo") {
          const [from, to] = type === "undo" ? [past, future] : [future, past];
          const found = from.pop();
          if (found === undefined) continue;
          to.push(found);
          const inverse = Object.fromEntries(Object.entries(found.renamed).map(([a, b]) => [b, a]));
          if (type === "undo") go(found.before, inverse, found.id, "undo");
          else go(found.after, found.renamed, found.id, "redo");
        } else {
          const id = `step ${++count}`;
          const changed = otherwise(graph, type, count);
          past.push({ id, before: graph, after: changed.graph, renamed: changed.renamed });
          future.length = 0;
          go(changed.graph, changed.renamed, id, "do");
        }
        expect(bitsOf(edited)).toEqual(bitsOf(straight));
      }
    },
  );
});

/** The graph with another name, place or comment. */
function otherwise(
  graph: Graph,
  type: "rename" | "comment" | "move",
  count: number,
): { graph: Graph; renamed: Record<string, string> } {
  const at = count % graph.nodes.length;
  const { id } = graph.nodes[at]!;
  if (type === "move") {
    const nodes = graph.nodes.map((node, k) => (k === at ? { ...node, position: { x: count, y: -count } } : node));
    return { graph: { ...graph, nodes }, renamed: {} };
  }
  if (type === "comment") {
    const comments = [{ text: `note ${count}`, position: { x: 0, y: 0 } }] as unknown as Graph["comments"];
    return { graph: { ...graph, comments, title: `title ${count}` }, renamed: {} };
  }
  const to = `named${count}`;
  const moved = (end: string): string => (end.startsWith(`${id}.`) ? `${to}${end.slice(id.length)}` : end);
  return {
    graph: {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === id ? { ...node, id: to } : node)),
      edges: graph.edges.map(({ from, to: end }) => ({ from: moved(from), to: moved(end) })),
    },
    renamed: { [id]: to },
  };
}

/** All bits that a position has, whatever its nodes are called. */
function bitsOf(session: Session): unknown {
  const { program, state, loss } = session;
  const { memory } = program!;
  return [
    Buffer.from(bytesOf(memory, memory.state)).toString("base64"),
    session.generatorState(),
    [state.iteration, state.cursor, state.drawn],
    loss,
  ];
}
