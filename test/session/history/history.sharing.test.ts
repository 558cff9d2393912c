import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { Session } from "../../../src/session/session.ts";
import { runs } from "../../runs.ts";
import { batchGraph, withNodes } from "../graphs.ts";
import { fingerprint, opened, positionKey, recordTimeline, settle } from "../walk.ts";

/** A batch of a few, and all examples measured now and then, which is most of the memory. */
function measured(every: string): Graph {
  return withNodes(
    batchGraph("2"),
    [
      ["all", "apply", {}],
      ["dev", "cross_entropy", { every }],
    ],
    [
      ["output.out", "all.model"],
      ["context.x", "all.x"],
      ["all.out", "dev.logits"],
      ["context.y", "dev.target"],
    ],
  );
}

/** A table of so many rows, of which a batch looks up a few, and as many answers as there are rows. */
function wide(rows: number): Graph {
  const graph = batchGraph("2");
  const variables = { ...graph.variables, n_hidden: "8" };
  const nodes = graph.nodes.map((node) =>
    node.id === "C"
      ? { ...node, settings: { ...node.settings, rows: String(rows) } }
      : node.id === "output"
        ? { ...node, settings: { out: String(rows) } }
        : node,
  );
  return { ...graph, variables, nodes };
}

function stateBytes({ program }: Session): number {
  const { state } = program!.memory;
  return state.end - state.start;
}

/** Trains so many iterations, with a copy after each `every`-th, as a host that has the time takes them. */
function trainKeeping(session: Session, iterations: number, every: number): void {
  session.handle({ type: "train", stopAt: null });
  for (let at = 0; at < iterations; at++) {
    session.handle({ type: "tick" });
    if (at % every === 0) session.handle({ type: "keep" });
  }
  session.handle({ type: "pause" });
}

describe("what a copy shares", () => {
  it("is what was measured once, however many steps are taken from there", () => {
    const { session } = opened(measured("1000"));
    session.handle({ type: "iterate" });
    const [before, count] = [session.history.bytes, session.history.count];
    for (let at = 0; at < 10; at++) session.handle({ type: "iterate" });
    const copied = (session.history.bytes - before) / (session.history.count - count);
    expect(session.history.count - count).toBe(10);
    const { plan } = session;
    const inTurn = plan!.applied.filter(({ node }) => !plan!.measured.has(node));
    const most = inTurn.reduce(
      (sum, { output, saved }) =>
        sum + [output, ...Object.values(saved)].reduce((all, { storage }) => all + storage.bytes, 0),
      0,
    );
    // Values and gradients of the batch, the parameters with theirs, and the books.
    const parameters = plan!.parameters.reduce((sum, { tensor }) => sum + tensor.storage.bytes, 0);
    expect(copied).toBeLessThan(2 * most + 2 * parameters + 16_384);
    expect(copied).toBeLessThan(stateBytes(session) / 2);
  });

  it("is measured anew where it was measured anew", () => {
    const { session } = opened(measured("2"));
    const timeline = recordTimeline(opened(measured("2")).session, 6);
    for (let at = 0; at < 5; at++) session.handle({ type: "iterate" });
    for (const cursor of [3, 0]) {
      for (const iteration of [4, 1, 3, 0, 2]) {
        session.handle({ type: "seek", iteration, cursor });
        settle(session);
        expect([positionKey(session.state), fingerprint(session)]).toEqual([
          `${iteration}:${cursor}`,
          timeline.get(`${iteration}:${cursor}`),
        ]);
      }
    }
  });
});

describe("a way back through a model that fills its memory", () => {
  it("has 50 iterations, each few iterations from a copy, where whole copies would be four", () => {
    const bytes = stateBytes(opened(wide(1500)).session);
    const { session } = opened(wide(1500), { historyBytes: 5 * bytes });
    trainKeeping(session, 60, 4);
    expect(session.history.bytes).toBeLessThanOrEqual(5 * bytes);
    expect(session.history.count).toBeGreaterThan(8);
    for (let back = 1; back <= 50; back++) {
      session.handle({ type: "seek", iteration: 60 - back, cursor: 0 });
      let ticks = 1;
      while (session.state.phase !== "idle") {
        session.handle({ type: "tick" });
        ticks += 1;
      }
      expect(session.state.iteration).toBe(60 - back);
      expect(ticks).toBeLessThanOrEqual(16);
    }
  });

  property.prop(
    [
      fc.nat(3),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.tuple(fc.nat(9), fc.nat(12)), { minLength: 1, maxLength: 8 }),
    ],
    { numRuns: runs(12, 2000) },
  )("leads to every bit, from copies without what an iteration derives", (room, every, places) => {
    const graph = measured("3");
    const bytes = room * stateBytes(opened(graph).session);
    const { session } = opened(graph, { historyBytes: bytes });
    trainKeeping(session, 10, every);
    for (const [iteration, cursor] of places) {
      session.handle({ type: "seek", iteration, cursor });
      settle(session);
      const key = positionKey(session.state);
      expect([key, fingerprint(session)]).toEqual([key, TIMELINE.get(key)]);
    }
    expect(session.history.bytes).toBeLessThanOrEqual(bytes);
  });
});

const TIMELINE = recordTimeline(opened(measured("3")).session, 11);
