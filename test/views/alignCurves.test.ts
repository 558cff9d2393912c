import { describe, expect, it } from "vitest";
import { alignCurves } from "../../src/views/alignCurves.ts";
import { logarithmicTicks } from "../../src/views/logarithmicTicks.ts";

describe("curves over one axis", () => {
  it("stand at the iterations of all, with gaps where one has no point", () => {
    const current = { iterations: [0, 2], losses: [5, 3] };
    const previousRun = { iterations: [0, 1, 3], losses: [6, 4, 2] };
    expect(alignCurves([previousRun, current], false)).toEqual([
      [0, 1, 2, 3],
      [6, 4, null, 2],
      [5, null, 3, null],
    ]);
  });

  it("have gaps where a loss cannot be drawn", () => {
    const current = { iterations: [0, 1, 2, 3], losses: [Number.NaN, Infinity, 0, 1] };
    const previousRun = { iterations: [], losses: [] };
    expect(alignCurves([previousRun, current], true)[2]).toEqual([null, null, null, 1]);
    expect(alignCurves([previousRun, current], false)[2]).toEqual([null, null, 0, 1]);
  });
});

it("of no curve, and of three", () => {
  expect(alignCurves([], false)).toEqual([[]]);
  const dev = { iterations: [0, 100], losses: [9, 7] };
  const train = { iterations: [0, 50, 100], losses: [8, 6, 5] };
  expect(alignCurves([{ iterations: [], losses: [] }, train, dev], false)).toEqual([
    [0, 50, 100],
    [null, null, null],
    [8, 6, 5],
    [9, null, 7],
  ]);
});

describe("the ticks of a logarithmic axis", () => {
  it("are round, and no more than there is room for", () => {
    expect(logarithmicTicks(0.3, 18, 8)).toEqual([0.5, 1, 2, 5, 10]);
    expect(logarithmicTicks(0.3, 18, 2)).toEqual([1, 10]);
    expect(logarithmicTicks(1e-9, 1e9, 5).length).toBeLessThanOrEqual(5);
    expect(logarithmicTicks(0, 1, 5)).toEqual([]);
  });
});
