import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { passesOf } from "../../../src/editor/runner/passesOf.ts";
import type { SessionHost } from "../../../src/editor/runner/connection.ts";
import { Runner } from "../../../src/editor/runner/runner.ts";
import { followBreakpoints } from "../../../src/editor/debugger/followBreakpoints.ts";
import { useDocument } from "../../../src/editor/document/documentStore.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { localSession } from "../../session/localSession.ts";
import { eventually } from "../../eventually.ts";

let die: (reason: string) => void = () => undefined;

/** A session on this thread. */
function start(): SessionHost {
  const channel = localSession();
  return { channel, onEnd: (listener) => (die = listener), end: () => undefined };
}

let runner = new Runner(start);
const document_ = () => useDocument.getState();
const breakpoints = () => runner.breakpoints.getState();
const session = () => runner.session.getState();
const places = () => breakpoints().list.map(({ node, pass }) => [node, pass]);

const trained = () =>
  eventually(() => {
    expect(session().status).toMatchObject({ phase: "idle" });
    expect(session().status?.halted).not.toBeNull();
    return session().status!;
  });

/** What the session says to be wrong with the first of them. */
const fault = (matching: unknown) =>
  eventually(() => expect(session().status?.breakpoints[0]?.fault).toEqual(matching));

let stops: (() => void)[] = [];

beforeEach(async () => {
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => setImmediate(callback));
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  runner = new Runner(start);
  stops = [runner.start(), followBreakpoints(runner)];
  document_().open(notebookGraph(), { kind: "file", name: "test.json" });
  await eventually(() => expect(session().status?.evaluated).toBe(true));
});

afterEach(() => {
  for (const stop of stops) stop();
});

describe("a breakpoint at a node", () => {
  it("stops the training there, and the node is selected", async () => {
    breakpoints().toggle("tanh", "all");
    breakpoints().change(breakpoints().list[0]!.id, { condition: "iteration == 3" });
    runner.commands.train(20);
    const status = await trained();
    expect(status).toMatchObject({ iteration: 3, next: { pass: "forward", node: "tanh" } });
    expect(document_().selection.nodes).toEqual(["tanh"]);
    document_().select({});
    runner.commands.train(20);
    await eventually(() => expect(session().status?.next).toEqual({ pass: "backward", node: "tanh" }));
    expect(document_().selection.nodes).toEqual(["tanh"]);
  });

  it("is set for one pass, widened to all by another, and taken away", () => {
    breakpoints().toggle("tanh", "forward");
    expect(places()).toEqual([["tanh", "forward"]]);
    breakpoints().toggle("tanh", "backward");
    expect(places()).toEqual([["tanh", "all"]]);
    breakpoints().toggle("tanh", "forward");
    expect(places()).toEqual([]);
  });

  it("follows a renaming, goes with its node and comes back with it", async () => {
    breakpoints().toggle("tanh", "all");
    document_().apply([{ type: "renameNode", id: "tanh", to: "act" }]);
    await fault(null);
    expect(places()).toEqual([["act", "all"]]);
    document_().apply([{ type: "remove", nodes: ["act"] }]);
    await fault('node "act": it has no step to stop at');
    document_().undo();
    await fault(null);
    document_().undo();
    expect(places()).toEqual([["tanh", "all"]]);
    await fault(null);
  });

  it("names a variable as it is called after a renaming, and after its undo", async () => {
    breakpoints().toggle("tanh", "all");
    breakpoints().change(breakpoints().list[0]!.id, { condition: "iteration == n_hidden" });
    await fault(null);
    document_().apply([{ type: "renameVariable", name: "n_hidden", to: "wide" }]);
    expect(breakpoints().list[0]?.condition).toBe("iteration == wide");
    await fault(null);
    document_().undo();
    expect(breakpoints().list[0]?.condition).toBe("iteration == n_hidden");
    await fault(null);
  });

  it("is not one of another node that takes the name later", () => {
    breakpoints().toggle("tanh", "all");
    document_().apply([{ type: "remove", nodes: ["tanh"] }]);
    document_().apply([{ type: "addNode", nodeType: "tanh", id: "tanh" }]);
    expect(places()).toEqual([]);
  });

  it("belongs to its document, and is there again when one comes back to it", () => {
    breakpoints().toggle("tanh", "all");
    document_().open(notebookGraph(), { kind: "file", name: "other.json" });
    expect(places()).toEqual([]);
    document_().undo();
    expect(places()).toEqual([["tanh", "all"]]);
  });

  it("is there in a session that was started anew", async () => {
    breakpoints().toggle("tanh", "all");
    die("gone");
    await eventually(() => expect(session().status?.breakpoints).toHaveLength(1));
    runner.commands.train(5);
    expect((await trained()).next).toEqual({ pass: "forward", node: "tanh" });
  });
});

describe("a condition", () => {
  it("is checked while it is typed, and stops nothing before it is meant", async () => {
    breakpoints().add("loss < 2");
    const { id } = breakpoints().list[0]!;
    breakpoints().type(id, "loss <");
    await fault(expect.stringContaining('condition "loss <"'));
    breakpoints().type(id, "loss < 100");
    await fault(null);
    runner.commands.train(4);
    expect((await trained()).halted?.sentence).toBe("stopped at iteration 4");
    breakpoints().change(id, { condition: "loss < 100" });
    runner.commands.train(9);
    await eventually(() =>
      expect(session().status?.halted?.sentence).toBe("stopped at iteration 5: breakpoint loss < 100"),
    );
  });
});

describe("the passes that a breakpoint can be in", () => {
  it("are those of the node's instructions, and the update of its parameters", () => {
    const of = (node: string) => [...passesOf(session().plan?.instructions, node)];
    expect(of("tanh")).toEqual(["forward", "backward"]);
    expect(of("hidden")).toEqual(["forward", "backward", "update"]);
    expect(of("context")).toEqual([]);
  });
});

describe("the names in a condition", () => {
  it("follow a node that is renamed, through undo and redo", async () => {
    breakpoints().add("hidden.W[0, 3] > 100 and C.grad[0, 0] < 100 and tanh(output.b[-1]) < 2");
    const condition = () => breakpoints().list[0]!.condition;
    await fault(null);
    document_().apply([{ type: "renameNode", id: "hidden", to: "first" }]);
    expect(condition()).toBe("first.W[0, 3] > 100 and C.grad[0, 0] < 100 and tanh(output.b[-1]) < 2");
    document_().undo();
    expect(condition()).toBe("hidden.W[0, 3] > 100 and C.grad[0, 0] < 100 and tanh(output.b[-1]) < 2");
    document_().redo();
    document_().apply([{ type: "renameNode", id: "C", to: "tanh_2" }]);
    expect(condition()).toBe("first.W[0, 3] > 100 and tanh_2.C.grad[0, 0] < 100 and tanh(output.b[-1]) < 2");
    runner.commands.train(1);
    await trained();
    await fault(null);
  });
});
