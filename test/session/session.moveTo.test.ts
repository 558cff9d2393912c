import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import type { Breakpoint } from "../../src/protocol/breakpoint.ts";
import type { CellRef } from "../../src/protocol/tensorRef.ts";
import { Session } from "../../src/session/session.ts";
import { backends } from "../backends.ts";
import { eventually } from "../eventually.ts";
import { datasets, galleryNames, smallGraph } from "../contract/graphs/galleryRecords.ts";
import { planned } from "../contract/graphs/planned.ts";
import { runs } from "../runs.ts";
import { batchGraph, inserted, notebookGraph, optimizedBy, withNodes, withSettings } from "./graphs.ts";
import { ask as askNudge } from "./nudge/nudgedByHand.ts";
import { fingerprint, recordTimeline, settle, train } from "./walk.ts";
import { placing } from "../../src/session/stops/placing.ts";

/** Batches, a mask, running statistics, a moment an optimiser keeps, and a loss that is measured in every third iteration. */
function lively(graph: Graph): Graph {
  const small = { ...graph, variables: { block_size: "3", n_embd: "2", n_hidden: "7" } };
  const normed = inserted(small, { id: "norm", type: "batch_norm", settings: {} }, "tanh.x");
  const dropped = inserted(normed, { id: "drop", type: "dropout", settings: { p: "0.3" } }, "output.x");
  return withNodes(
    dropped,
    [["dev", "cross_entropy", { every: "3" }]],
    [
      ["output.out", "dev.logits"],
      ["batch.y", "dev.target"],
    ],
  );
}

const graphs: readonly Graph[] = [
  lively(withSettings(batchGraph("4"), "sgd", { momentum: "0.9" })),
  lively(optimizedBy("adam", { lr: "0.01" })),
  withSettings(batchGraph("4"), "sgd", { zero_grad: false }),
  notebookGraph(),
];

const cell: CellRef = { node: "hidden", port: "W", side: "value", index: [1, 2] };

interface Walked {
  readonly session: Session;
  readonly losses: unknown[];
}

function opened(graph: Graph, texts: ConstructorParameters<typeof Session>[1] = new Map()): Walked {
  const losses: unknown[] = [];
  const session = new Session(backends.plain, texts, ({ iteration, loss }, node) =>
    losses.push([node, iteration, loss]),
  );
  session.open(planned(graph, texts), true);
  return { session, losses };
}

/** All that a reader of the session may see, what is told of its way back, and what it would save. */
function everything({ session, losses }: Walked): unknown {
  const { state, history, breakpoints, progress, notFiniteLosses, birth, fromSeed, undo } = session;
  return {
    bits: fingerprint(session),
    state,
    losses,
    curves: session.curves(),
    back: [history.oldest, history.bytes],
    breakpoints,
    progress: progress.state(),
    ruined: [notFiniteLosses, birth],
    fromSeed,
    offer: undo.offer,
    ratios: session.gradientRatios.state(),
    checkpoint: session.state.phase === "idle" ? session.checkpoint() : null,
  };
}

type Act =
  | Exclude<Parameters<Session["handle"]>[0], { readonly type: "train" }>
  | { readonly type: "ask" | "nudge" | "rename" }
  | { readonly type: "train"; readonly iterations: number }
  | { readonly type: "breakpoints"; readonly list: readonly Breakpoint[]; readonly notFinite: boolean };

const breakpoint = { id: "one", enabled: true };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Act>(
      ...(["step", "stepInto", "stepOut", "stepBack", "stepBackInto", "runPass", "iterate"] as const).map((type) => ({
        type,
      })),
    ),
  },
  // In the middle of a training: it goes on by ticks.
  { weight: 5, arbitrary: fc.constant<Act>({ type: "tick" }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }).map((iterations): Act => ({ type: "train", iterations })) },
  { weight: 3, arbitrary: fc.constantFrom<Act>({ type: "ask" }, { type: "nudge" }, { type: "keep" }) },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ type: "pause" }, { type: "reset" }, { type: "rename" }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("seek" as const), iteration: fc.nat(6), cursor: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("breakpoints" as const),
      notFinite: fc.boolean(),
      list: fc.subarray<Breakpoint>([
        { ...breakpoint, node: "tanh", pass: "all", condition: "" },
        { ...breakpoint, id: "two", node: "hidden", pass: "backward", condition: "max(abs(W.grad)) > 0.01" },
        { ...breakpoint, id: "three", node: null, pass: "all", condition: "loss < 3" },
      ]),
    }),
  },
);

/** What the session does or says; the sentence where it refuses. */
async function act({ session }: Walked, one: Act): Promise<unknown> {
  try {
    switch (one.type) {
      case "ask":
        return session.asker.answer(session, { context: "em", words: 2, seed: 3 });
      case "nudge":
        return await askNudge(session, cell, { delta: 0.25, points: 2 });
      case "rename": {
        const { graph } = session.plan!;
        session.edit(session.planEdit({ ...graph, title: `${graph.title}.` }), {});
        return null;
      }
      case "breakpoints":
        session.setBreakpoints(one.list, one.notFinite, placing);
        return null;
      case "train":
        session.handle({ type: "train", stopAt: session.state.iteration + one.iterations });
        return null;
      default:
        session.handle(one);
        return null;
    }
  } catch (error) {
    return String(error);
  }
}

property.prop([fc.constantFrom(...graphs), fc.array(acts, { minLength: 3, maxLength: 30 }), fc.nat(29)], {
  numRuns: runs(12, 5_000),
})(
  "a session that goes over to other kernels, wherever it stands, is to the bit the one that stays",
  async (graph, walk, when) => {
    const [stays, moves] = [opened(graph), opened(graph)];
    for (const [at, one] of walk.entries()) {
      if (at === when % walk.length) {
        moves.session.moveTo(backends.simd);
        expect(moves.session.program?.backend.name).toBe("simd");
      }
      expect([one, await act(moves, one)]).toEqual([one, await act(stays, one)]);
      expect([one, everything(moves)]).toEqual([one, everything(stays)]);
    }
    for (const { session } of [stays, moves]) {
      session.setBreakpoints([], false, placing);
      if (session.state.phase !== "idle") session.handle({ type: "pause" });
      settle(session);
      train(session, session.state.iteration + 3);
      while (session.state.iteration > 2) session.handle({ type: "stepBack" });
      settle(session);
    }
    expect(everything(moves)).toEqual(everything(stays));
  },
  runs(300_000, 60 * 60_000),
);

describe.each(galleryNames())("graphs/%s.json", (name) => {
  test("after a move in the middle of an iteration, every position is what it was, on and back", () => {
    const graph = smallGraph(name);
    const stays = recordTimeline(opened(graph, datasets).session, 2);
    const { session } = opened(graph, datasets);
    const middle = Math.floor((session.program?.instructions.length ?? 0) / 2);
    for (let at = 0; at < middle; at++) session.handle({ type: "stepInto" });
    session.moveTo(backends.simd);
    const moved = recordTimeline(session, 2);
    for (const [at, bits] of moved) expect([at, bits]).toEqual([at, stays.get(at)]);
    for (const [at, bits] of [...stays].toReversed()) {
      const { iteration, cursor } = session.state;
      expect([`${iteration}:${cursor}`, fingerprint(session)]).toEqual([at, bits]);
      if (at === "0:0") break;
      session.handle({ type: "stepBackInto" });
      settle(session);
    }
  });
});

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

test("nothing holds the memory of the program that a session has moved from", async () => {
  const { session } = opened(notebookGraph());
  const before = new WeakRef(session.program!.memory.block.buffer);
  session.moveTo(backends.simd);
  await eventually(() => {
    collect();
    // An assertion that fails would hold what it was about.
    expect(before.deref() === undefined).toBe(true);
  });
  expect(session.program).not.toBeNull();
});
