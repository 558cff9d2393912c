import { describe, expect, test } from "vitest";
import { best } from "../../../src/session/questions/best.ts";
import { bestLosses } from "../../../src/session/questions/bestLosses.ts";
import { left } from "../../../src/session/questions/left.ts";
import { batchGraph, optimizedBy, withSettings } from "../graphs.ts";
import { running } from "../running.ts";
import { opened, train } from "../walk.ts";

describe("the best of a loss", () => {
  test.each([
    ["many snapshots", 2 ** 27],
    ["no room for any but the seed's start", 0],
  ])(
    "is the model with which it was lowest, with %s, and going on from it repeats what came",
    async (_how, historyBytes) => {
      const graph = optimizedBy("adam", { lr: "0.2" });
      const { session, losses } = opened(graph, { historyBytes });
      train(session, 39);
      const lowest = losses.reduce((low, each) => (each[2] < low[2] ? each : low));
      const before = session.checkpoint();
      const found = await best.answer(running(session), { node: "loss" });
      expect([found.iteration, found.loss]).toEqual([lowest[1], lowest[2]]);
      expect(bestLosses.answer(running(session), { nodes: ["loss", "gone"] })).toEqual([
        { iteration: found.iteration, loss: found.loss },
        null,
      ]);
      expect(session.checkpoint()).toEqual(before);
      const other = opened(graph);
      other.session.open(other.session.planOf(graph), true, found.checkpoint);
      other.losses.length = 0;
      train(other.session, 39);
      expect(other.losses).toEqual(losses.slice(found.iteration));
      expect(other.session.checkpoint()).toEqual(before);
    },
  );

  test("at iteration 0 it holds what that has drawn", async () => {
    const graph = withSettings(batchGraph(), "sgd", { lr: "1000" });
    const { session, losses } = opened(graph);
    train(session, 3);
    const found = await best.answer(running(session), { node: "loss" });
    expect(found.iteration).toBe(0);
    const other = opened(graph);
    other.session.open(other.session.planOf(graph), false, found.checkpoint);
    other.losses.length = 0;
    train(other.session, 3);
    expect(other.losses).toEqual(losses);
  });

  test("is one of those since the last edit, behind which nothing leads; before there is one that is said", async () => {
    const { session } = opened(batchGraph());
    train(session, 20);
    session.edit(session.planEdit(withSettings(batchGraph(), "sgd", { lr: "1e-9" })), {});
    await expect(best.answer(running(session), { node: "loss" })).rejects.toThrow(
      'no iteration with a loss of node "loss" can be gone back to',
    );
    train(session, 22);
    expect((await best.answer(running(session), { node: "loss" })).iteration).toBeGreaterThanOrEqual(21);
  });
});

describe("what an edit left", () => {
  const edit = (id: string) => [{ id, direction: "do" as const }];
  const changed = withSettings(batchGraph(), "hidden", { out: "30" });

  test("is what was trained before it, once", () => {
    const { session } = opened(batchGraph());
    train(session, 4);
    const before = session.checkpoint();
    session.edit(session.planEdit(changed), {}, false, edit("a"));
    const found = left.answer(session, { known: null })!;
    expect(found.checkpoint).toEqual(before);
    expect(left.answer(session, { known: found.version })).toBeNull();
    // Nothing was trained since: a second edit leaves nothing else.
    session.edit(session.planEdit(withSettings(changed, "hidden", { out: "31" })), {}, false, edit("b"));
    expect(left.answer(session, { known: found.version })).toBeNull();
    train(session, 6);
    session.write("hidden", "b", [{ index: [0], value: 1 }], edit("c"));
    expect(left.answer(session, { known: found.version })?.checkpoint.iteration).toBe(7);
  });

  test("is nothing where nothing was trained, where no number depends on it, and after Reset", () => {
    const { session } = opened(batchGraph());
    session.edit(session.planEdit(changed), {}, false, edit("a"));
    expect(left.answer(session, { known: null })).toBeNull();
    train(session, 4);
    session.edit(session.planEdit({ ...changed, title: "other" }), {}, false, edit("b"));
    expect(left.answer(session, { known: null })).toBeNull();
    session.edit(session.planEdit(batchGraph()), {}, false, edit("c"));
    session.handle({ type: "reset" });
    expect(left.answer(session, { known: null })).toBeNull();
  });
});
