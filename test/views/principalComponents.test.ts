import { expect, test } from "vitest";
import { Generator } from "../../src/tensor/rng/generator.ts";
import { principalComponents } from "../../src/views/principalComponents.ts";

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, at) => sum + x * b[at]!, 0);

test("finds the directions along which points were spread", () => {
  const [long, short] = [
    [0.6, 0.8, 0],
    [0, 0, 1],
  ];
  const rows = Array.from({ length: 200 }, (_, at) => {
    const [a, b] = [10 * Math.sin(at), 2 * Math.cos(3 * at)];
    return [0, 1, 2].map((k) => 5 + a * long[k]! + b * short[k]!);
  });
  const [first, second] = principalComponents(rows.flat(), 3);
  expect(Math.abs(dot(first, long))).toBeCloseTo(1, 3);
  expect(Math.abs(dot(second, short))).toBeCloseTo(1, 3);
  expect(dot(first, second)).toBeCloseTo(0, 6);
});

test("from one picture to the next the directions do not flip", () => {
  const rows = Array.from({ length: 50 }, (_, at) => [Math.sin(at), 0.1 * Math.cos(at), 0.5 * Math.sin(2 * at)]);
  const before = principalComponents(rows.flat(), 3);
  const turned = [before[0].map((x) => -x), before[1].map((x) => -x)] as const;
  const after = principalComponents(
    rows.flat().map((x) => x * 1.01),
    3,
    turned,
  );
  expect(dot(after[0], turned[0])).toBeCloseTo(1, 2);
  expect(dot(after[1], turned[1])).toBeCloseTo(1, 2);
});

test("of rows that spread almost alike in all directions the same picture drawn again does not turn", () => {
  const rows = new Float32Array(1000 * 3);
  new Generator(7).randn(rows);
  const before = principalComponents(rows, 3);
  const again = principalComponents(rows, 3, before);
  expect(dot(again[0], before[0])).toBeCloseTo(1, 6);
  expect(dot(again[1], before[1])).toBeCloseTo(1, 6);
});

test("points that are all alike, or on one axis, still give two directions of length 1", () => {
  for (const data of [new Array<number>(12).fill(3), [1, 0, 0, 2, 0, 0, 5, 0, 0]]) {
    const [first, second] = principalComponents(data, 3);
    expect(Math.hypot(...first)).toBeCloseTo(1);
    expect(Math.hypot(...second)).toBeCloseTo(1);
    expect(dot(first, second)).toBeCloseTo(0);
  }
});
