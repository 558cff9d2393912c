import { describe, expect, test } from "vitest";
import { batchGraph, notebookGraph, withSettings } from "../graphs.ts";
import { opened, train } from "../walk.ts";
import { running } from "../running.ts";
import { drive, type Driven } from "../drive.ts";
import { CHECKED_ITERATIONS } from "../../../src/protocol/exported.ts";
import { exported } from "../../../src/session/questions/exported.ts";
import type { Graph } from "../../../src/graph/graph.ts";

/** The losses of the first iterations, as training shows them. */
function lossesOf(graph: Graph, iterations: number): number[] {
  const { session } = opened(graph);
  train(session, iterations - 1);
  const points = session.curves()[0]!.points;
  return Array.from({ length: iterations }, (_, at) => points[2 * at + 1]!);
}

async function trained(graph: Graph, iterations: number): Promise<Driven> {
  const driven = drive();
  await driven.session.request("open", { graph, evaluate: true });
  if (iterations > 0) {
    await driven.session.request("train", { stopAt: iterations - 1, losses: "all" });
    await driven.until(({ status }) => status.phase === "idle" && status.iteration === iterations);
  }
  return driven;
}

describe("the losses of the seed's own run", () => {
  test.each([0, 3, 30])("after %i iterations they are those that training shows", async (iterations) => {
    const { session } = await trained(batchGraph(), iterations);
    const {
      seedLosses: [own],
    } = await session.ask("export", { seedLosses: true });
    expect(own!.points.map(({ iteration }) => iteration)).toEqual(
      Array.from({ length: CHECKED_ITERATIONS }, (_, at) => at),
    );
    expect(own!.points.map(({ loss }) => loss)).toEqual(lossesOf(batchGraph(), CHECKED_ITERATIONS));
  });

  test("they are the graph's as it is now, not those of before an edit", async () => {
    const { session } = await trained(batchGraph(), 30);
    const graph = withSettings(batchGraph(), "sgd", { lr: "0.4" });
    await session.request("edit", { graph });
    const {
      seedLosses: [own],
    } = await session.ask("export", { seedLosses: true });
    expect(own!.points.map(({ loss }) => loss)).toEqual(lossesOf(graph, CHECKED_ITERATIONS));
  });

  test("to work them out moves nothing of the session", async () => {
    const { session } = await trained(batchGraph(), 5);
    const before = await session.ask("checkpoint", {});
    await session.ask("export", { seedLosses: true });
    expect(await session.ask("checkpoint", {})).toEqual(before);
  });

  test("a graph without a loss has none, and nobody is made to wait for what was not asked for", async () => {
    const { session } = await trained(batchGraph(), 0);
    expect((await session.ask("export", { seedLosses: false })).seedLosses).toEqual([]);
    const graph = { ...notebookGraph(), nodes: [], edges: [] };
    await session.request("open", { graph, evaluate: true });
    expect((await session.ask("export", { seedLosses: true })).seedLosses).toEqual([]);
  });
});

describe("whether what was trained came from the seed alone", () => {
  const reason = async ({ session }: Driven) => (await session.ask("export", { seedLosses: false })).notFromSeedAlone;

  test("it did, trained or not", async () => {
    expect(await reason(await trained(notebookGraph(), 0))).toBeNull();
    expect(await reason(await trained(notebookGraph(), 5))).toBeNull();
  });

  test("an edit before the first update draws anew: it did", async () => {
    const driven = await trained(notebookGraph(), 0);
    await driven.session.request("edit", { graph: withSettings(notebookGraph(), "sgd", { lr: "1" }) });
    expect(await reason(driven)).toBeNull();
  });

  test.each([
    ["sgd", { lr: "0.4" }, 'node "sgd" was edited'],
    ["hidden", { out: "50" }, 'node "hidden" was edited'],
    ["words", { text: "ada\ngrace" }, 'node "words" got other data'],
  ])("an edit of %s is the reason, and the first one stays it", async (node, settings, why) => {
    const driven = await trained(notebookGraph(), 5);
    const graph = withSettings(notebookGraph(), node, settings);
    await driven.session.request("edit", { graph });
    expect(await reason(driven)).toEqual({ since: 5, why });
    await driven.session.request("train", { stopAt: 8, losses: "all" });
    await driven.until(({ status }) => status.iteration === 9 && status.phase === "idle");
    await driven.session.request("edit", { graph: withSettings(graph, "sgd", { lr: "0.01" }) });
    expect(await reason(driven)).toEqual({ since: 5, why });
    await driven.session.request("reset", {});
    expect(await reason(driven)).toBeNull();
  });

  test("a number that was written by hand is one, and a checkpoint knows it", async () => {
    const driven = await trained(notebookGraph(), 2);
    await driven.session.request("write", { node: "hidden", name: "W", cells: [{ index: [0, 0], value: 7 }] });
    const why = { since: 2, why: 'a number of "hidden.W" was written by hand' };
    expect(await reason(driven)).toEqual(why);
    const checkpoint = await driven.session.ask("checkpoint", {});
    await driven.session.request("open", { graph: notebookGraph(), evaluate: true, checkpoint });
    expect(await reason(driven)).toEqual(why);
  });

  test("another seed is one as long as the numbers are the old one's", async () => {
    const driven = await trained(notebookGraph(), 2);
    await driven.session.request("edit", { graph: { ...notebookGraph(), seed: 7 } });
    expect(await reason(driven)).toEqual({ since: 2, why: "the seed was changed from 2147483647 to 7" });
  });
});

test("what is exported in the middle of a pass is the start of that iteration, and says so", async () => {
  const { session } = opened(notebookGraph());
  train(session, 1);
  const start = session.checkpoint();
  session.handle({ type: "runPass" });
  session.handle({ type: "step" });
  const { checkpoint, inPass } = await exported.answer(running(session), { seedLosses: false });
  expect(inPass).toBe("backward");
  expect(checkpoint).toEqual(start);
});
