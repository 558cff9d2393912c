import { Session as Inspector, type HeapProfiler } from "node:inspector/promises";
import { expect, it } from "vitest";
import { unwatched } from "../../src/program/run/unwatched.ts";
import { Session } from "../../src/session/session.ts";
import { backends } from "../backends.ts";
import { datasets, smallGraph } from "../contract/graphs/galleryRecords.ts";

/** What stays of compiling, of curves that grow, and of the profiler itself. */
const MOST_BYTES = 40;
const ITERATIONS = 1000;

it("training the notebook's network allocates nothing in an iteration", async () => {
  const session = new Session(backends.simd, datasets, () => undefined);
  session.hasten(unwatched);
  session.open(session.planOf(smallGraph("notebook-mlp")), true);
  session.handle({ type: "train", stopAt: null });
  const train = (count: number): void => {
    let left = count;
    session.train(() => (left -= 1) > 0);
  };
  const inspector = new Inspector();
  inspector.connect();
  try {
    // The first iterations are compiled meanwhile, and allocate what is allocated once.
    let least = Infinity;
    for (let time = 0; time < 30 && least >= MOST_BYTES; time++) {
      train(ITERATIONS);
      await inspector.post("HeapProfiler.startSampling", {
        samplingInterval: 64,
        includeObjectsCollectedByMajorGC: true,
        includeObjectsCollectedByMinorGC: true,
      });
      train(ITERATIONS);
      const { profile } = await inspector.post("HeapProfiler.stopSampling");
      least = Math.min(least, bytesOf(profile.head) / ITERATIONS);
    }
    expect(least).toBeLessThan(MOST_BYTES);
  } finally {
    inspector.disconnect();
  }
});

/** Bytes that a call of ours, and what it called, allocated. */
function bytesOf({ callFrame, selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number {
  const own = callFrame.url.startsWith("node:") ? 0 : selfSize;
  return children.reduce((sum, child) => sum + bytesOf(child), own);
}
