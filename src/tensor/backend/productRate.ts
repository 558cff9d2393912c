import { planTensor } from "../tensor.ts";
import type { Backend } from "./backend.ts";

/** Matrices of so many rows and columns fit into any cache, and fill any vector. */
export const PRODUCT_SIZE = 96;

/** An odd number: the median of so many. */
const SAMPLES = 5;
/** Long enough for the clocks of browsers, which tick in tenths of milliseconds. */
const SAMPLE_MILLISECONDS = 1;

/**
 * Measures how fast a backend multiplies matrices, in GFLOP/s: the median of several runs, a few milliseconds in all.
 *
 * @param now milliseconds, from any start.
 */
export function productRate(backend: Backend, now: () => number): number {
  const [a, b, y] = [matrix(), matrix(), matrix()];
  const bytes = a.storage.bytes;
  const block = backend.allocate(3 * bytes);
  try {
    for (const [at, { storage }] of [a, b, y].entries()) block.bind(storage, at * bytes);
    for (const { storage } of [a, b])
      for (let at = 0; at < storage.length; at++) storage.data[at] = 1 / (1 + (at % 13));
    const run = backend.prepare("matmul", a, b, y);
    // What has not run for a while runs slowly at first.
    perMillisecond(run, now);
    const rates = Array.from({ length: SAMPLES }, () => perMillisecond(run, now)).toSorted((one, other) => one - other);
    return (rates[(SAMPLES - 1) / 2]! * 2 * PRODUCT_SIZE ** 3) / 1e6;
  } finally {
    block.release();
  }
}

function matrix() {
  return planTensor("float32", [PRODUCT_SIZE, PRODUCT_SIZE]);
}

/** How often it runs in a millisecond. */
function perMillisecond(run: () => void, now: () => number): number {
  const start = now();
  for (let count = 1; ; count++) {
    run();
    const passed = now() - start;
    if (passed >= SAMPLE_MILLISECONDS) return count / passed;
  }
}
