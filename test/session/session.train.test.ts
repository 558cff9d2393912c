import { Session as Inspector, type HeapProfiler } from "node:inspector/promises";
import { describe, expect, it } from "vitest";
import { unwatched } from "../../src/program/run/unwatched.ts";
import { Session } from "../../src/session/session.ts";
import { backends } from "../backends.ts";
import { batchGraph } from "./graphs.ts";

/** Bytes that a call and those below it allocated; what Node does is the profiler's own. */
function bytesOf({ callFrame, selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number {
  const own = callFrame.url.startsWith("node:") ? 0 : selfSize;
  return children.reduce((sum, child) => sum + bytesOf(child), own);
}

describe("training", () => {
  it("allocates next to nothing in an iteration, and leaves nothing behind", async () => {
    const session = new Session(backends.simd, new Map(), () => undefined);
    session.hasten(unwatched);
    session.open(session.planOf(batchGraph("4")), true);
    session.handle({ type: "train", stopAt: null });
    const train = (count: number): void => {
      let left = count;
      session.train(() => (left -= 1) > 0);
    };
    train(5000);
    const inspector = new Inspector();
    inspector.connect();
    const collected = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
    await inspector.post("HeapProfiler.startSampling", { samplingInterval: 256, ...collected });
    train(1000);
    const { profile } = await inspector.post("HeapProfiler.stopSampling");
    inspector.disconnect();
    // A loss and its iteration, numbers that the engine boxes. It was 6,400 where each instruction left its lists behind.
    expect(bytesOf(profile.head) / 1000).toBeLessThan(1500);
  });

  it("gives a rate to each iteration, as asking for each parameter does", () => {
    const graph = batchGraph("4");
    const rates: number[] = [];
    const session = new Session(backends.plain, new Map(), () => undefined);
    session.hasten(unwatched);
    const plan = session.planOf(graph);
    const [{ rule }] = plan.optimizers as [(typeof plan.optimizers)[number]];
    Object.assign(rule, { rate: (iteration: number) => rates.push(iteration) && 0.1 });
    session.open(plan, true);
    session.handle({ type: "train", stopAt: 3 });
    session.train(() => true);
    expect(rates).toEqual([0, 1, 2, 3]);
  });
});
