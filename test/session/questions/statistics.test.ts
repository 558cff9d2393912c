import { expect, test } from "vitest";
import { statistics } from "../../../src/session/questions/statistics.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { difference } from "../../tensor/close.ts";
import { notebookGraph, withNodes } from "../graphs.ts";
import { running } from "../running.ts";
import { opened, settle, train } from "../walk.ts";
import type { TensorRef } from "../../../src/protocol/tensorRef.ts";

interface Recorded {
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  readonly histogram: readonly number[];
  readonly saturated: number;
  readonly dead: number;
}

/** What PyTorch has for the notebook: test/fixtures/make_statistics.py. */
const recorded = fixture("statistics.json") as {
  readonly bins: number;
  readonly hidden: Recorded;
  readonly W1: Recorded;
  readonly "grad of W1": Recorded;
  readonly ratios: readonly Readonly<Record<"C" | "W1" | "b1" | "W2" | "b2", number>>[];
};
const parameterOf = {
  "C.C": "C",
  "hidden.W": "W1",
  "hidden.b": "b1",
  "output.W": "W2",
  "output.b": "b2",
} as const;

test.each([
  ["hidden", { node: "tanh", port: "out", side: "value" }],
  ["W1", { node: "hidden", port: "W", side: "value" }],
  ["grad of W1", { node: "hidden", port: "W", side: "grad" }],
] as const)("the distribution of the notebook's %s is PyTorch's", (name, ref: TensorRef) => {
  const { session } = opened(notebookGraph());
  for (let pass = 0; pass < 2; pass++) session.handle({ type: "runPass" });
  const { mean, std, min, max, histogram } = recorded[name];
  const found = statistics.answer(running(session), { tensor: ref, bins: recorded.bins });
  expect(difference([found.mean, found.std, found.min, found.max], [mean, std, min, max])).toBeNull();
  expect([...found.histogram]).toEqual(histogram);
});

test("the saturated share and the dead units of tanh are PyTorch's; what no activation made has none", () => {
  const { session } = opened(notebookGraph());
  const { share, dead, units } = statistics.answer(running(session), { tensor: ref("tanh"), bins: 8 }).saturation!;
  expect(share).toBeCloseTo(recorded.hidden.saturated, 6);
  expect([dead, units]).toEqual([recorded.hidden.dead, 100]);
  expect(statistics.answer(running(session), { tensor: ref("hidden"), bins: 8 }).saturation).toBeNull();
});

const ref = (node: string): TensorRef => ({ node, port: "out", side: "value" });

function ofRelu(values: string, shape: string) {
  const graph = withNodes(
    notebookGraph(),
    [
      ["made", "constant", { values, shape }],
      ["act", "relu", {}],
    ],
    [["made.out", "act.x"]],
  );
  return running(opened(graph).session);
}

test("a unit of relu that is 0 for every example is dead", () => {
  const found = statistics.answer(ofRelu("-1, 2, -3, -4, -5, -6", "2, 3"), { tensor: ref("act"), bins: 4 });
  expect(found.saturation).toEqual({ where: "y = 0", share: 5 / 6, units: 3, dead: 2 });
});

test("numbers that are all the same stand in the middle bin, and nothing of one number deviates", () => {
  const found = statistics.answer(ofRelu("7", "1"), { tensor: ref("made"), bins: 3 });
  expect(found).toMatchObject({ mean: 7, std: Number.NaN, min: 7, max: 7, count: 1 });
  expect([...found.histogram]).toEqual([0, 1, 0]);
});

test("bins that cannot be are refused", () => {
  const asked = running(opened(notebookGraph()).session);
  for (const bins of [0, 1.5, 1025]) {
    expect(() => statistics.answer(asked, { tensor: ref("tanh"), bins: bins })).toThrow(
      `expected from 1 to 1024 bins, got ${bins}`,
    );
  }
});

/** Iterations, or ratios. */
const column = (points: Float64Array, from: 0 | 1): number[] =>
  Array.from({ length: points.length / 2 }, (_, at) => points[2 * at + from]!);

test("each parameter's gradient beside the parameter is PyTorch's, iteration by iteration", () => {
  const { session } = opened(notebookGraph());
  train(session, recorded.ratios.length - 1);
  const report = session.gradientRatios.report();
  expect(report.map(({ node, name }) => `${node}.${name}`)).toEqual(Object.keys(parameterOf));
  for (const { node, name, points } of report) {
    const of = parameterOf[`${node}.${name}` as keyof typeof parameterOf];
    expect(column(points, 0)).toEqual(recorded.ratios.map((_, at) => at));
    const ratios = column(points, 1);
    expect(
      difference(
        ratios,
        recorded.ratios.map((at) => at[of]),
        1e-4,
      ),
    ).toBeNull();
  }
});

test("the ratios of a long run are thinned, what was gone back over counts once, and Reset clears them", () => {
  const { session } = opened(notebookGraph({ hidden: { out: "3" } }));
  train(session, 700);
  const [curve] = session.gradientRatios.report();
  const iterations = column(curve!.points, 0);
  expect(iterations).toEqual(Array.from({ length: iterations.length }, (_, at) => 2 * at));
  expect(iterations.at(-1)).toBe(700);
  session.handle({ type: "seek", iteration: 600, cursor: 0 });
  settle(session);
  train(session, 650);
  expect([...session.gradientRatios.report()[0]!.points]).toEqual([...curve!.points]);
  session.handle({ type: "reset" });
  expect(session.gradientRatios.report()).toEqual([]);
});
