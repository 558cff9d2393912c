import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import type { SessionClient } from "../../../src/session/client.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import { drive } from "../drive.ts";
import { batchGraph, notebookGraph, withNodes, withSettings } from "../graphs.ts";

/** The losses of iterations 0 to `count` − 1. */
function lossesOf(graph: Graph, count: number): number[] {
  const losses: number[] = [];
  const session = new Session(backend, new Map(), ({ loss }) => losses.push(loss));
  session.open(session.planOf(graph), true);
  session.handle({ type: "train", stopAt: count - 1 });
  while (session.state.phase === "training") session.handle({ type: "tick" });
  return losses;
}

async function opened(graph: Graph): Promise<SessionClient> {
  const { session, received, acknowledge } = drive();
  await session.request("open", { graph, evaluate: true });
  // News is taken as soon as it comes.
  const take = (): void => {
    if (received.length > 0) acknowledge();
    setImmediate(take).unref();
  };
  take();
  return session;
}

const dropped = (graph: Graph): Graph =>
  withNodes(
    { ...graph, edges: graph.edges.filter(({ to }) => to !== "output.x") },
    [["drop", "dropout", { p: "0.1" }]],
    [
      ["tanh.out", "drop.x"],
      ["drop.out", "output.x"],
    ],
  );

describe("a sweep of learning rates", () => {
  test.each([
    ["whole data", notebookGraph()],
    ["batches and dropout", dropped(batchGraph())],
  ])("has the losses of a graph whose rate grows so: %s", async (_, graph) => {
    const session = await opened(graph);
    const { rates, losses, ended } = await session.request("sweep", { node: "sgd", from: -3, to: 0, steps: 1000 });
    expect(ended).toBe("done");
    const growing = withSettings(graph, "sgd", { lr: "10 ^ (-3 + 3 * iteration / 999)" });
    expect([...losses]).toEqual(lossesOf(growing, 1000));
    const iterations = Float64Array.from({ length: 1000 }, (_x, iteration) => iteration);
    await session.request("edit", { graph: growing });
    expect(rates).toEqual(await session.ask("schedule", { node: "sgd", iterations }));
  });

  test("leaves the model as it was, to the bit, in the middle of a pass and of a training", async () => {
    const graph = dropped(batchGraph());
    const [session, other] = [await opened(graph), await opened(graph)];
    for (const each of [session, other]) {
      for (let iteration = 0; iteration < 3; iteration++) await each.request("iterate", {});
      for (let step = 0; step < 9; step++) await each.request("step", {});
    }
    const options = { node: "sgd", from: -2, to: 0, steps: 50 };
    const { losses } = await session.request("sweep", options);
    expect(await session.ask("checkpoint", {})).toEqual(await other.ask("checkpoint", {}));
    for (const each of [session, other]) for (let i = 0; i < 3; i++) await each.request("iterate", {});
    expect(await session.ask("checkpoint", {})).toEqual(await other.ask("checkpoint", {}));
    // The first step is the iteration that the session stands in, on the batch that it holds.
    const straight = lossesOf(graph, 5);
    expect(losses[0]).toBe(straight[3]);
  });

  test("ends at a loss that is not finite", async () => {
    const session = await opened(notebookGraph());
    const { rates, losses, ended } = await session.request("sweep", { node: "sgd", from: 0, to: 100, steps: 100 });
    expect(ended).toBe("not finite");
    expect(losses.length).toBeLessThan(100);
    expect(rates).toHaveLength(losses.length);
    expect(losses.at(-1)).not.toSatisfy(Number.isFinite);
    expect(losses.slice(0, -1).every(Number.isFinite)).toBe(true);
  });

  test("keeps nobody waiting, says how far it is, and ends at the first request that does more than look", async () => {
    const { session, until, received } = drive();
    const graph = notebookGraph();
    await session.request("open", { graph, evaluate: true });
    const before = await session.ask("checkpoint", {});
    for (const stop of ["pause", "edit", "iterate"] as const) {
      let over = false;
      const sweep = session.request("sweep", { node: "sgd", from: -3, to: -2, steps: 100_000 }).finally(() => {
        over = true;
      });
      const { status } = await until(({ status: { sweep: now } }) => now !== null && now.steps > 0);
      expect(status.sweep?.of).toBe(100_000);
      expect(await session.ask("checkpoint", {})).toEqual(before);
      expect(over).toBe(false);
      await session.request(stop, stop === "edit" ? { graph } : ({} as never));
      const { losses, ended } = await sweep;
      expect(ended).toBe("stopped");
      expect(losses.length).toBeGreaterThan(0);
      await until(({ status: { sweep: now } }) => now === null);
    }
    expect(received.at(-1)?.status.sweep).toBeNull();
  });

  test("is refused with one sentence", async () => {
    const session = await opened(notebookGraph());
    const sweep = (options: object): Promise<unknown> =>
      session.request("sweep", { node: "sgd", from: -3, to: 0, steps: 10, ...options });
    await expect(sweep({ node: "C" })).rejects.toThrow('node "C" trains nothing');
    await expect(sweep({ steps: 1 })).rejects.toThrow("expected 2 to 100000 steps, got 1");
    await expect(sweep({ to: Number.NaN })).rejects.toThrow("expected exponents of 10 between -300 and 300, got NaN");
    await session.request("train", { stopAt: null, losses: "thinned" });
    await expect(sweep({})).rejects.toThrow("pause the training first");
    await session.request("pause", {});
    await session.request("edit", { graph: { ...notebookGraph(), edges: [] } });
    await expect(sweep({})).rejects.toThrow();
  });
});
