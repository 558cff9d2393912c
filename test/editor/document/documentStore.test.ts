import { fc, test } from "@fast-check/vitest";
import { beforeEach, describe, expect, it } from "vitest";
import { documentChanges, type Change } from "../../../src/editor/document/documentChanges.ts";
import { canRedo, canUndo, useDocument } from "../../../src/editor/document/documentStore.ts";
import { emptyGraph } from "../../../src/graph/emptyGraph.ts";
import { emptyHistory } from "../../../src/editor/document/history.ts";
import { useNotices } from "../../../src/editor/kit/noticeStore.ts";
import { emptySelection } from "../../../src/editor/document/selection.ts";
import type { Edit } from "../../../src/graph/edits/edit.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { givesBack, trainedState } from "../trainedState.ts";

const origin = { kind: "new", name: "start" } as const;

const start: Graph = {
  ...emptyGraph,
  nodes: [
    { id: "a", type: "linear", position: { x: 0, y: 0 }, settings: { out: "3" } },
    { id: "b", type: "tanh", position: { x: 200, y: 0 }, settings: {} },
  ],
  edges: [{ from: "a.out", to: "b.x" }],
};

beforeEach(() => {
  useDocument.setState({ graph: start, origin, selection: emptySelection, history: emptyHistory });
  useNotices.setState({ notices: [] });
});

const now = () => useDocument.getState();

/** What was told last. */
let told: Change | null = null;
documentChanges.subscribe(({ change }) => {
  told = change;
});

const id = fc.constantFrom("a", "b", "c", "d");
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ type: fc.constant("addNode" as const), nodeType: fc.constantFrom("linear", "tanh"), id }),
  fc.record({ type: fc.constant("remove" as const), nodes: fc.array(id, { maxLength: 2 }) }),
  fc
    .record({ id, x: fc.integer({ min: -500, max: 500 }) })
    .map(({ id, x }): Edit => ({ type: "move", nodes: [{ id, position: { x, y: 0 } }] })),
  fc.record({ type: fc.constant("renameNode" as const), id, to: id }),
  fc.record({ type: fc.constant("setTitle" as const), title: fc.constantFrom("one", "two", "three") }),
  fc.record({
    type: fc.constant("connect" as const),
    from: id.map((node) => `${node}.out`),
    to: id.map((node) => `${node}.x`),
  }),
);

type Action =
  | { readonly do: "apply"; readonly edits: readonly Edit[]; readonly gesture: string | undefined }
  | { readonly do: "undo" | "redo" | "open" }
  | { readonly do: "select"; readonly nodes: readonly string[] };

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("apply" as const),
      edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
      gesture: fc.option(fc.constantFrom("drag", "type"), { nil: undefined }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("undo" as const, "redo" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("open" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("select" as const), nodes: fc.array(id) }) },
);

function perform(step: Action): void {
  if (step.do === "apply") {
    now().apply(step.edits, step.gesture === undefined ? {} : { gesture: step.gesture });
  } else if (step.do === "open") now().open({ ...start, title: "opened" }, { kind: "file", name: "opened.json" });
  else if (step.do === "select") now().select({ nodes: step.nodes });
  else now()[step.do]();
}

describe("the document's history", () => {
  test.prop([fc.array(action, { maxLength: 40 })])(
    "undo to the end is the start, redo to the end is the end",
    (actions) => {
      for (const step of actions) perform(step);
      while (canRedo(now())) now().redo();
      const end = now().graph;
      const { documentId } = now();
      while (canUndo(now())) now().undo();
      expect(now().graph).toBe(start);
      expect(now().origin).toBe(origin);
      while (canRedo(now())) now().redo();
      expect(now().graph).toBe(end);
      expect(now().documentId).toBe(documentId);
    },
  );

  test.prop([fc.array(action, { maxLength: 40 })])(
    "undo and redo are each other's inverse at every step",
    (actions) => {
      for (const step of actions) {
        perform(step);
        if (!canUndo(now())) continue;
        const { graph } = now();
        now().undo();
        now().redo();
        expect(now().graph).toBe(graph);
      }
    },
  );

  test.prop([fc.array(action, { maxLength: 40 })])("what is selected is always there", (actions) => {
    for (const step of actions) {
      perform(step);
      const { graph, selection } = now();
      expect(graph.nodes.map((node) => node.id)).toEqual(expect.arrayContaining([...selection.nodes]));
    }
  });

  test.prop([fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 })])(
    "a gesture is one step, however many calls it took",
    (places) => {
      now().apply([{ type: "setTitle", title: "before" }]);
      const before = now().graph;
      for (const x of places) {
        now().apply([{ type: "move", nodes: [{ id: "a", position: { x: 1000 + x, y: 0 } }] }], { gesture: "drag 1" });
      }
      now().undo();
      expect(now().graph).toBe(before);
    },
  );

  it("starts a new step where another gesture or an undo came between", () => {
    const moveTo = (x: number, gesture: string) =>
      now().apply([{ type: "move", nodes: [{ id: "a", position: { x, y: 0 } }] }], { gesture });
    moveTo(1, "drag 1");
    moveTo(2, "drag 2");
    moveTo(3, "drag 1");
    expect(now().history.past).toHaveLength(3);
    now().undo();
    moveTo(4, "drag 2");
    expect(now().history.past).toHaveLength(3);
  });

  it("tells the session which nodes were renamed, in either direction", () => {
    now().apply([
      { type: "renameNode", id: "a", to: "c" },
      { type: "renameNode", id: "c", to: "d" },
    ]);
    expect(told).toMatchObject({ kind: "edit", renamed: { a: "d" } });
    now().undo();
    expect(told).toMatchObject({ kind: "edit", renamed: { d: "a" } });
    now().redo();
    expect(told).toMatchObject({ kind: "edit", renamed: { a: "d" } });
  });

  it("keeps the selection through a rename", () => {
    now().select({ nodes: ["a"], edges: ["b.x"] });
    now().apply([{ type: "renameNode", id: "b", to: "squash" }]);
    expect(now().selection).toMatchObject({ nodes: ["a"], edges: ["squash.x"] });
  });

  it("leaves all as it was when an edit cannot be, and says why in one sentence", () => {
    const before = now();
    const applied = now().apply([
      { type: "setTitle", title: "half done" },
      { type: "renameNode", id: "a", to: "b" },
    ]);
    expect(applied).toBe(false);
    expect(now().graph).toBe(before.graph);
    expect(now().history).toBe(before.history);
    expect(useNotices.getState().notices).toHaveLength(1);
  });

  it("makes opening one step, which leads back to the document before", () => {
    now().apply([{ type: "setTitle", title: "mine" }]);
    const { graph, documentId } = now();
    now().open(emptyGraph, { kind: "file", name: "other.json" });
    expect(told).toMatchObject({ kind: "open", evaluate: true });
    now().undo();
    expect(now().graph).toBe(graph);
    expect(now().documentId).toBe(documentId);
    expect(told).toMatchObject({ kind: "open" });
  });

  it("counts what is opened, the way back too, and nothing else: what is measured of a document holds until then", () => {
    const { openings } = now();
    now().apply([{ type: "setTitle", title: "mine" }]);
    now().becomeCopy(now().documentId, "copy");
    expect(now().openings).toBe(openings);
    now().open(start, origin, { documentId: "copy" });
    expect(now().openings).toBe(openings + 1);
    now().undo();
    expect(now().openings).toBe(openings + 2);
  });

  it("does not run a link's graph by leading back to it", () => {
    now().open(start, { kind: "link", name: "shared" }, { evaluate: false });
    now().open(emptyGraph, { kind: "new", name: "new" });
    now().undo();
    expect(told).toMatchObject({ kind: "open", evaluate: false });
  });
});

describe("the memory of a trained state that is let go", () => {
  it("is given back where a newer one has its place", () => {
    const [first, second] = [trainedState(), trainedState()];
    now().remember({ graph: start, checkpoint: first });
    now().remember({ graph: start, checkpoint: second });
    expect(givesBack(() => now().letGo(first))).toEqual([first]);
  });

  it("is given back although an edit was undone meanwhile, which leads to no other document", () => {
    const first = trainedState();
    now().apply([{ type: "setTitle", title: "mine" }]);
    now().remember({ graph: now().graph, checkpoint: first });
    now().undo();
    now().redo();
    now().remember({ graph: now().graph, checkpoint: trainedState() });
    expect(givesBack(() => now().letGo(first))).toEqual([first]);
  });

  it("stays where it is the newest, for a restart", () => {
    const newest = trainedState();
    now().remember({ graph: start, checkpoint: newest });
    expect(givesBack(() => now().letGo(newest))).toEqual([]);
  });

  it("stays where a restart went on from it: it may be tried again", () => {
    const lent = trainedState();
    now().remember({ graph: start, checkpoint: lent });
    expect(now().lend()?.checkpoint).toBe(lent);
    now().remember({ graph: start, checkpoint: trainedState() });
    expect(givesBack(() => now().letGo(lent))).toEqual([]);
  });

  it("stays where an undo leads back to it, or a redo", () => {
    const [left, opened] = [trainedState(), trainedState()];
    now().remember({ graph: start, checkpoint: left });
    now().open(emptyGraph, origin, { checkpoint: opened });
    now().remember(null);
    expect(givesBack(() => [left, opened].forEach(now().letGo))).toEqual([]);
    const other = trainedState();
    now().remember({ graph: emptyGraph, checkpoint: other });
    now().undo();
    expect(told).toMatchObject({ kind: "open", checkpoint: left });
    now().remember(null);
    expect(givesBack(() => now().letGo(other))).toEqual([]);
    now().redo();
    expect(told).toMatchObject({ kind: "open", checkpoint: other });
  });
});
