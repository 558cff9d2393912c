import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useDocument } from "../../../../src/editor/document/documentStore.ts";
import { followCursor } from "../../../../src/editor/runner/following/followCursor.ts";
import { useFollowing } from "../../../../src/editor/runner/following/followStore.ts";
import { useInspected } from "../../../../src/editor/runner/inspectedStore.ts";
import { usePins } from "../../../../src/editor/runner/pinStore.ts";
import type { Runner } from "../../../../src/editor/runner/runner.ts";
import { sessionStore, type SessionState } from "../../../../src/editor/runner/sessionStore.ts";
import type { Status } from "../../../../src/protocol/status.ts";
import { reportPlan } from "../../../../src/session/reports/reportPlan.ts";
import { Session } from "../../../../src/session/session.ts";
import { backend } from "../../../fastest.ts";
import { notebookGraph } from "../../../session/graphs.ts";

const session = sessionStore();
const opened = new Session(backend, new Map(), () => undefined);
opened.open(opened.planOf(notebookGraph()), true);
const plan = reportPlan(opened.plan!, opened.program);

/** What has the focus on the page. */
const focus: { activeElement: unknown } = { activeElement: null };
let stop = (): void => undefined;

/** The session says where it stands. */
function says(iteration: number, cursor: number, more: Partial<Status> = {}): void {
  const next = plan.instructions[cursor] ?? null;
  const status = { iteration, cursor, phase: "idle", halted: null, next, ...more } as Status;
  session.setState({ plan, status } satisfies Partial<SessionState>);
}

const shown = (): readonly string[] => useDocument.getState().selection.nodes;

beforeEach(() => {
  vi.stubGlobal("document", focus);
  focus.activeElement = null;
  useDocument.getState().open(notebookGraph(), { kind: "new", name: "test" });
  useFollowing.setState({ follow: true, held: false, step: null });
  usePins.setState({ pins: new Map() });
  says(0, 0);
  stop = followCursor({ session } as Runner);
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

test("the node that a step ran is selected, with its gradient backward, and no undo step is made", () => {
  const { past } = useDocument.getState().history;
  says(0, 1);
  expect(shown()).toEqual(["C"]);
  useDocument.getState().select({ nodes: ["loss"] });
  says(0, 2);
  expect(shown()).toEqual(["view"]);
  expect(useInspected.getState().side).toBe("value");
  says(0, 4);
  says(0, 5);
  says(0, 7);
  says(0, 8);
  says(0, 10);
  expect(shown()).toEqual(["loss"]);
  expect(useInspected.getState().side).toBe("grad");
  expect(useDocument.getState().history.past).toBe(past);
});

test("the first step that is heard of counts, too, where nothing is selected, and one back", () => {
  stop();
  says(0, 1);
  stop = followCursor({ session } as Runner);
  expect(shown()).toEqual(["C"]);
  stop();
  says(0, 2);
  stop = followCursor({ session } as Runner);
  expect(shown()).toEqual(["C"]);
  says(0, 4);
  expect(shown()).toEqual(["hidden"]);
  says(0, 2, { phase: "seeking" });
  expect(shown()).toEqual(["hidden"]);
  says(0, 2);
  expect(shown()).toEqual(["view"]);
});

test("a training, an iteration, an edit and a stop at a breakpoint lead nowhere", () => {
  says(1, 0);
  says(5, 0, { phase: "training" });
  says(9, 0);
  expect(shown()).toEqual([]);
  session.setState({ plan: { ...plan } });
  says(9, 0);
  says(9, 4, { halted: { reason: "breakpoint", sentence: "stopped", node: "tanh" } });
  expect(shown()).toEqual([]);
});

test("who runs to the selected node, or to the end of the pass, stays where they are", () => {
  useDocument.getState().select({ nodes: ["tanh"] });
  says(0, 4);
  expect(shown()).toEqual(["tanh"]);
  says(0, 8);
  expect(shown()).toEqual(["tanh"]);
});

test("it stays where it is held, without following, where one writes, and at a pinned tensor", () => {
  says(0, 1);
  useFollowing.setState({ held: true });
  says(0, 2);
  expect(shown()).toEqual(["C"]);
  useFollowing.setState({ held: false, follow: false });
  says(0, 4);
  expect(shown()).toEqual(["C"]);
  useFollowing.setState({ follow: true });
  focus.activeElement = { closest: () => ({}), matches: () => true };
  says(0, 5);
  expect(shown()).toEqual(["C"]);
  focus.activeElement = null;
  const { documentId } = useDocument.getState();
  const tensor = { node: "C", port: "C", side: "value", shape: [1], start: [0], size: [1], stride: [1], data: [0] };
  usePins.getState().pin(tensor as never, { iteration: 0, cursor: 5 });
  expect([...usePins.getState().pins.values()][0]?.documentId).toBe(documentId);
  says(0, 7);
  expect(shown()).toEqual(["C"]);
  usePins.getState().unpin({ node: "C", port: "C", side: "value" });
  says(0, 8);
  expect(shown()).toEqual(["loss"]);
});
