import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionHost } from "../../../src/editor/runner/connection.ts";
import { Overtaken } from "../../../src/base/overtaken.ts";
import { Runner } from "../../../src/editor/runner/runner.ts";
import { useDocument } from "../../../src/editor/document/documentStore.ts";
import { useNotices } from "../../../src/editor/kit/noticeStore.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { localSession } from "../../session/localSession.ts";
import type { ClientMessage } from "../../../src/protocol/channel.ts";
import { eventually } from "../../eventually.ts";

/** Sessions on this thread, what was sent to them, and a way to end the newest by force. */
function sessions() {
  const sent: ClientMessage[] = [];
  let die: (reason: string) => void = () => undefined;
  const start = (): SessionHost => {
    const clientEnd = localSession();
    return {
      channel: {
        receive: clientEnd.receive,
        send: (message) => {
          sent.push(message);
          clientEnd.send(message);
        },
      },
      onEnd: (listener) => (die = listener),
      end: () => undefined,
    };
  };
  const requests = (type: string) =>
    sent.filter((message) => message.kind === "request" && message.request.type === type);
  return { start, requests, die: (reason: string) => die(reason) };
}

const origin = { kind: "file", name: "test.json" } as const;
const now = () => useDocument.getState();
const session = () => runner.session.getState();

let stop: () => void = () => undefined;
let host = sessions();
let runner = new Runner(host.start);

beforeEach(async () => {
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => setImmediate(callback));
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  host = sessions();
  useNotices.setState({ notices: [] });
  runner = new Runner(host.start);
  stop = runner.start();
  now().open(notebookGraph(), origin);
  await eventually(() => expect(session().status?.loss?.loss).toBeCloseTo(17.7697, 3));
});

afterEach(() => stop());

const trainTo = async (iteration: number) => {
  runner.commands.train(iteration);
  await eventually(() => expect(session().status).toMatchObject({ phase: "idle", iteration: iteration + 1 }));
};

describe("the runner", () => {
  it("reports the plan and the numbers of the document that was opened", () => {
    expect(session().plan?.parameterCount).toBe(3481);
    expect(runner.lossCurve.current().losses).toHaveLength(0);
  });

  it("keeps a node's report the same object as long as compiling says the same of the node", async () => {
    const before = session().plan!;
    now().apply([{ type: "setSetting", id: "sgd", setting: "lr", value: "0.2" }]);
    await eventually(() => expect(session().plan).not.toBe(before));
    const { nodes } = session().plan!;
    expect(nodes["C"]).toBe(before.nodes["C"]);
    expect(nodes["hidden"]).toBe(before.nodes["hidden"]);
    expect(nodes["sgd"]?.resolved["lr"]).toBe("0.2");
  });

  it("trains, and draws the curve as it goes", async () => {
    await trainTo(5);
    expect(session().status?.loss?.iteration).toBe(5);
    expect(runner.lossCurve.current().iterations).toEqual([0, 1, 2, 3, 4, 5]);
    runner.commands.reset();
    await eventually(() => expect(session().status?.iteration).toBe(0));
    expect(runner.lossCurve.previousRun().iterations).toHaveLength(6);
  });

  it("offers to bring back what a reset threw away", async () => {
    runner.commands.reset();
    await eventually(() => expect(host.requests("reset")).toHaveLength(1));
    await runner.ask("whatIf", { graph: notebookGraph() });
    expect(useNotices.getState().notices).toEqual([]);
    await trainTo(5);
    const before = (await runner.checkpoint()).checkpoint;
    runner.commands.reset();
    await eventually(() => expect(useNotices.getState().notices[0]?.message).toBe("Reset to iteration 0."));
    expect(session().status?.iteration).toBe(0);
    const { action } = useNotices.getState().notices[0]!;
    now().apply([{ type: "setVariable", name: "n_hidden", text: "50" }]);
    action?.run();
    expect(useNotices.getState().notices.at(-1)?.message).toContain("undo them");
    now().undo();
    action?.run();
    await eventually(() => expect(session().status?.iteration).toBe(6));
    const after = (await runner.checkpoint()).checkpoint;
    expect(after.parameters["hidden.W"]?.data).toEqual(before.parameters["hidden.W"]?.data);
    expect(runner.lossCurve.current().iterations).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("says nothing of a position, a title or a comment", () => {
    now().apply([{ type: "move", nodes: [{ id: "hidden", position: { x: 5, y: 5 } }] }]);
    now().apply([{ type: "setTitle", title: "another" }]);
    expect(host.requests("edit")).toHaveLength(0);
  });

  it("asks for one compilation of many quick edits, and ends at the newest", async () => {
    for (let hidden = 10; hidden < 30; hidden++) {
      now().apply([{ type: "setVariable", name: "n_hidden", text: String(hidden) }], { gesture: "typing" });
    }
    await eventually(() => expect(session().plan?.variables["n_hidden"]).toBe(29));
    expect(host.requests("edit").length).toBeLessThanOrEqual(2);
    await eventually(() => expect(session().rerun?.of).toBeGreaterThan(0));
  });

  it("says what an edit ran again, until a run after it has come to rest", async () => {
    now().apply([{ type: "setVariable", name: "n_hidden", text: "20" }]);
    await eventually(() => expect(session().rerun?.nodes).toBeGreaterThan(0));
    await trainTo(2);
    expect(session().rerun).toBeNull();
    expect(session().status?.halted?.sentence).toBe("stopped at iteration 2");
  });

  it("keeps the parameters of a node that was renamed twice in one burst", async () => {
    await trainTo(3);
    const before = (await runner.checkpoint()).checkpoint;
    now().apply([{ type: "setTitle", title: "x" }]);
    now().apply([{ type: "renameNode", id: "hidden", to: "h" }]);
    now().apply([{ type: "renameNode", id: "h", to: "layer" }]);
    const after = (await runner.checkpoint()).checkpoint;
    expect(after.parameters["layer.W"]?.data).toEqual(before.parameters["hidden.W"]?.data);
  });

  it("answers what if, and changes nothing", async () => {
    const plan = await runner.ask("whatIf", { graph: notebookGraph({ view: { shape: "-1, 7" } }) });
    expect(plan.nodes["view"]?.diagnostics[0]?.message).toContain("invalid for input of size 192");
    expect(session().plan?.diagnostics).toEqual([]);
  });

  it("brings previews of what is watched, and drops them with their node", async () => {
    runner.previews.request("test", [{ node: "tanh", port: "out", side: "value", maxRows: 4, maxColumns: 4 }]);
    await eventually(() => expect(runner.previews.get("tanh", "out", "value")?.rows).toBe(4));
    now().apply([{ type: "remove", nodes: ["tanh"] }]);
    await eventually(() => expect(runner.previews.get("tanh", "out", "value")).toBeUndefined());
    runner.previews.request("test", []);
  });

  it("undoes an edit that was trained on, offers the numbers from before, with their curve, and redoes it", async () => {
    const rate = (lr: string) => now().apply([{ type: "setSetting", id: "sgd", setting: "lr", value: lr }]);
    const offer = () => session().status?.offer;
    await trainTo(3);
    const before = (await runner.checkpoint()).checkpoint;
    rate("0.2");
    await trainTo(8);
    now().undo();
    await eventually(() => expect(offer()).toMatchObject({ exchanged: false, iteration: 9, other: { iteration: 4 } }));
    expect(runner.lossCurve.current().iterations).toHaveLength(9);
    runner.commands.takeOther();
    await eventually(() => expect(runner.lossCurve.current().iterations).toEqual([0, 1, 2, 3]));
    expect((await runner.checkpoint()).checkpoint.parameters).toEqual(before.parameters);
    now().redo();
    await eventually(() => expect(runner.lossCurve.current().iterations).toHaveLength(9));
    expect(offer()).toMatchObject({ direction: "redo", exchanged: true, iteration: 9 });
    runner.commands.keepNumbers();
    await eventually(() => expect(offer()).toBeNull());
    // An engine that starts again knows nothing of what was, and offers nothing.
    host.die("planted");
    await trainTo(12);
    now().undo();
    await runner.ask("whatIf", { graph: notebookGraph() });
    expect(offer()).toBeNull();
  });

  it("tells nobody of what another graph has overtaken, but what was refused before", async () => {
    const ask = () => {
      runner.commands.move("step");
      runner.commands.evaluate();
      runner.commands.reset();
      runner.cells.write("C", "C", [{ index: [0, 0], value: 1 }], "by hand");
      runner.breakpoints.getState().setNotFinite(true);
      return runner.ask("checkpoint", {});
    };
    const late = ask();
    now().open(notebookGraph(), origin);
    await expect(late).rejects.toThrow(Overtaken);
    await eventually(() => expect(session().status?.loss?.loss).toBeCloseTo(17.7697, 3));
    expect(useNotices.getState().notices).toEqual([]);
    runner.commands.runTo(-1);
    await eventually(() => expect(useNotices.getState().notices).toHaveLength(1));
  });

  it("starts again from the newest checkpoint when the session ends by itself", async () => {
    await trainTo(10);
    await runner.checkpoint();
    host.die("planted");
    expect(useNotices.getState().notices[0]?.message).toContain("planted");
    await eventually(() => expect(session().status?.iteration).toBe(11));
    await trainTo(12);
    expect(session().failure).toBeNull();
    expect(runner.lossCurve.current().iterations).toContain(12);
  });

  it("gives up on a graph that ends every session, until the reader wants it again", async () => {
    for (let time = 0; time < 4; time++) host.die("planted");
    expect(session().failure).toContain("planted");
    const notice = useNotices.getState().notices.find(({ action }) => action !== undefined);
    expect(notice?.message).toContain("your graph is safe");
    notice?.action?.run();
    await eventually(() => expect(session().failure).toBeNull());
  });

  it("remembers a checkpoint with the graph that it belongs to", async () => {
    const { graph } = await runner.checkpoint();
    expect(graph).toBe(now().graph);
    expect(now().trained?.graph).toBe(graph);
    now().open(notebookGraph(), origin);
    expect(now().trained).toBeNull();
  });
});

it("numbers written by hand in one moment are all written, each an undo step, a drag's only where it ended", async () => {
  const put = (index: readonly number[], value: number, gesture: string) =>
    runner.cells.write("C", "C", [{ index, value }], gesture);
  put([0, 0], 1, "first");
  put([1, 0], 2, "second");
  for (let way = 0; way < 9; way++) put([2, 0], way, "drag");
  put([3, 0], 4, "last");
  const column = async () => {
    const tensor = { node: "C", port: "C", side: "value" } as const;
    return [...(await runner.ask("read", { tensor, region: { start: [0, 0], size: [4, 1] } })).data];
  };
  await eventually(async () => expect(await column()).toEqual([1, 2, 8, 4]));
  expect(host.requests("write").length).toBe(4);
  now().undo();
  now().undo();
  await eventually(async () => expect((await column()).slice(0, 2)).toEqual([1, 2]));
  expect((await column())[2]).not.toBe(8);
});
