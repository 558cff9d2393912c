import { describe, expect, it } from "vitest";
import { Ticker } from "../../../src/session/host/ticker.ts";
import { EMPTY } from "../../../src/session/moves/state.ts";

/** Trains on a clock of its own, so many milliseconds an iteration. Returns how many each of some slices had, and took. */
function slices(count: number, iteration: number): { readonly iterations: number; readonly milliseconds: number }[] {
  let clock = 0;
  let begun = 0;
  let deferred: (() => void)[] = [];
  const all: { iterations: number; milliseconds: number }[] = [];
  const session = {
    state: { ...EMPTY, phase: "training" as const },
    train(goesOn: () => boolean): number {
      for (let trained = 1; ; trained++) {
        const more = goesOn();
        clock += iteration;
        if (!more) return trained;
      }
    },
    handle: () => undefined,
  };
  const timing = {
    now: () => clock,
    defer: (callback: () => void) => void deferred.push(callback),
    wait: () => undefined,
  };
  const ticker = new Ticker(
    session,
    timing,
    () => true,
    (iterations) => all.push({ iterations, milliseconds: clock - begun }),
  );
  ticker.run();
  while (all.length < count) {
    // Messages that wait have their turn here: that of Pause, too.
    const turns = deferred;
    deferred = [];
    begun = clock;
    for (const turn of turns) turn();
  }
  return all;
}

describe("a slice of a training", () => {
  it.each([13, 17, 25, 30])("has two iterations of %d ms: all but the last one may leave things out", (iteration) => {
    for (const slice of slices(5, iteration)) expect(slice.iterations).toBe(2);
  });

  it.each([1, 5, 8, 11.9, 12, 29.9, 30, 30.1, 45, 59])(
    "ends in time for Pause to be answered at once, with iterations of %d ms: within 60",
    (iteration) => {
      // How long one takes is known after the first.
      for (const { milliseconds } of slices(6, iteration).slice(1)) expect(milliseconds).toBeLessThanOrEqual(60);
    },
  );

  it("has one iteration where that takes longer", () => {
    for (const { iterations } of slices(4, 100).slice(1)) expect(iterations).toBe(1);
  });

  it("has as many short ones as twelve milliseconds hold", () => {
    for (const { iterations } of slices(4, 0.5).slice(1)) expect(iterations).toBe(24);
  });
});
