import { describe, expect, it } from "vitest";
import type { NudgeBend, NudgePoint } from "../../../../src/protocol/nudgeReport.ts";
import {
  bendText,
  gradientText,
  lossWriter,
  missText,
  partingsOf,
  partingText,
  signedText,
} from "../../../../src/editor/inspector/why/nudgeText.ts";

describe("how far a number moves", () => {
  it.each([
    [0.1, "+0.10"],
    [-2, "-2.0"],
    [0.125, "+0.125"],
    [0.07, "+0.070"],
    [0, "0"],
    [-1e-7, "-1e-7"],
    [150, "+150"],
  ])("%f is written %s", (delta, text) => {
    expect(signedText(delta)).toBe(text);
  });
});

describe("losses beside one another", () => {
  it.each([
    [
      [17.769714, 17.807394],
      ["17.7697", "17.8074"],
    ],
    [
      [17.769714, 17.769727],
      ["17.76971", "17.76973"],
    ],
    [
      [2, 2],
      ["2.0000", "2.0000"],
    ],
    [
      [3.25, Number.NaN],
      ["3.2500", "nan"],
    ],
    [
      [0.00001, 0.00002],
      ["1.0000e-05", "2.0000e-05"],
    ],
  ])("%j", (losses, texts) => {
    expect(losses.map(lossWriter(losses))).toEqual(texts);
  });
});

it("says what the gradient means", () => {
  expect(gradientText({ gradient: 0.371936 })).toBe(
    "The gradient 0.3719 says: for each +1 here the loss rises by about 0.3719.",
  );
  expect(gradientText({ gradient: -0.00483851 })).toContain("the loss falls by about 0.004839.");
  expect(gradientText({ gradient: 0 })).toContain("a small move here changes nothing");
  expect(gradientText({ gradient: Number.NaN })).toContain("It foretells nothing");
});

it("says how far off the gradient is, where that is seen", () => {
  const point = (loss: number, foretold: number): NudgePoint => ({ delta: 1, value: 1, loss, foretold });
  const write = lossWriter([17.8, 17.9]);
  expect(missText(point(17.884, 17.8813), write)).toBe(", 0.0027 too low");
  expect(missText(point(17.8, 17.80001), write)).toBe("");
  expect(missText(point(1, 1.5), write)).toBe(", 0.5 too high");
  expect(missText(point(Number.NaN, 1), write)).toBe("");
});

describe("where the loss leaves its tangent", () => {
  const curveOf = (loss: (delta: number) => number, gradient: number): NudgePoint[] =>
    Array.from({ length: 41 }, (_, at) => {
      const delta = (at - 20) / 10;
      return { delta, value: delta, loss: loss(delta), foretold: loss(0) + delta * gradient };
    });
  const told = (curve: NudgePoint[], loss: number): string => partingText(curve, loss, partingsOf(curve, loss));

  it.each([
    ["a line", curveOf((d) => 3 + 2 * d, 2), 3, "All along this chart the loss keeps to its tangent."],
    ["nothing", curveOf(() => 3, 0), 3, "Nowhere on this chart does the loss move."],
    // d + 0.21 d² is off by a tenth of the move at 0.48.
    ["a curve", curveOf((d) => d + 0.21 * d * d, 1), 0, "from -0.50 and +0.50 on."],
    ["a kink", curveOf((d) => Math.max(0, d), 0), 0, "from +0.10 on."],
  ])("%s", (_, curve, loss, sentence) => {
    expect(told(curve, loss)).toContain(sentence);
  });
});

describe("an op that holds a move back", () => {
  const bend: NudgeBend = {
    node: "tanh",
    op: "tanh",
    flat: "both",
    moved: 1,
    held: 1,
    input: "hidden[0, 0]",
    output: "tanh[0, 0]",
    from: { x: 9.2, y: 1 },
    less: { x: 8.2, y: 1 },
    more: { x: 10.2, y: 1 },
  };

  it("is flat, with the numbers", () => {
    expect(bendText(bend)).toBe("tanh is flat here: hidden[0, 0] 9.2000 → 10.2000 moves tanh[0, 0] 1.0000 → 1.0000.");
    expect(bendText({ ...bend, node: "h", moved: 32, held: 30 })).toMatch(
      /^h \(tanh\) is flat here for 30 of the 32 numbers that move: /,
    );
  });

  it("bends", () => {
    const kink = { ...bend, node: "h", op: "relu", input: "x", output: "h", flat: "below" as const };
    const points = { from: { x: 0, y: 0 }, less: { x: -1, y: 0 }, more: { x: 1, y: 1 } };
    expect(bendText({ ...kink, ...points })).toBe(
      "h (relu) bends here: below it is flat (x 0.0000 → -1.0000 moves h 0.0000 → 0.0000), " +
        "above it is not (0.0000 → 1.0000 moves it 0.0000 → 1.0000).",
    );
  });
});
