import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { AlignedCurves, type ChartCurve } from "../../src/views/alignedCurves.ts";
import { logarithmicTicks } from "../../src/views/logarithmicTicks.ts";

const alignCurves = (curves: readonly ChartCurve[], logarithmic: boolean) =>
  new AlignedCurves(logarithmic).align(curves);

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

/** A curve that has these points, and what it has after some more of them, in the same arrays. */
const growing = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.double()), { maxLength: 12 });

test.prop([fc.array(growing, { maxLength: 3 }), fc.array(fc.nat(), { maxLength: 8 }), fc.boolean()])(
  "that grow point by point stand as they would if they had always been so long",
  (grown, turns, logarithmic) => {
    const curves = grown.map(() => ({ iterations: new Array<number>(), losses: new Array<number>() }));
    const aligned = new AlignedCurves(logarithmic);
    for (const turn of turns) {
      const at = curves.length === 0 ? 0 : turn % curves.length;
      const next = grown[at]?.[curves[at]!.iterations.length];
      if (next !== undefined) {
        curves[at]!.iterations.push((curves[at]!.iterations.at(-1) ?? 0) + next[0]);
        curves[at]!.losses.push(next[1]);
      }
      expect(aligned.align(curves)).toEqual(alignCurves(curves, logarithmic));
    }
  },
);

it("stay in the columns that there are while they grow within the run before", () => {
  const aligned = new AlignedCurves(false);
  const previousRun = { iterations: [0, 2, 4, 6], losses: [9, 8, 7, 6] };
  const curve = { iterations: new Array<number>(), losses: new Array<number>() };
  const [rows, before, now] = aligned.align([previousRun, curve]);
  for (const iteration of [0, 1, 4]) {
    curve.iterations.push(iteration);
    curve.losses.push(5);
    aligned.align([previousRun, curve]);
  }
  expect([rows, before, now]).toEqual([
    [0, 1, 2, 4, 6],
    [9, null, 8, 7, 6],
    [5, 5, null, 5, null],
  ]);
});

it("of which one has other arrays begin anew, and otherwise stay in the arrays that they stood in", () => {
  const aligned = new AlignedCurves(false);
  const curve = { iterations: [0, 1, 2], losses: [9, 8, 7] };
  const first = aligned.align([curve])[0];
  curve.iterations.push(3);
  curve.losses.push(6);
  expect(aligned.align([curve])[0]).toBe(first);
  expect(aligned.align([{ iterations: [0, 1, 2, 3], losses: [9, 5, 7, 6] }])[1]).toEqual([9, 5, 7, 6]);
});

describe("the ticks of a logarithmic axis", () => {
  it("are round, and no more than there is room for", () => {
    expect(logarithmicTicks(0.3, 18, 8)).toEqual([0.5, 1, 2, 5, 10]);
    expect(logarithmicTicks(0.3, 18, 2)).toEqual([1, 10]);
    expect(logarithmicTicks(1e-9, 1e9, 5).length).toBeLessThanOrEqual(5);
    expect(logarithmicTicks(0, 1, 5)).toEqual([]);
  });
});
