import { expect, test } from "vitest";
import { gradSum } from "../../../../src/editor/canvas/card/GradSum.tsx";
import type { Standing } from "../../../../src/editor/runner/runStanding.ts";

const sum = (whole: boolean, ...standing: readonly (Standing | undefined)[]): string =>
  gradSum(new Map(standing.map((at, place) => ["abc"[place]!, at])), whole);

test("the gradients of a tensor that feeds several nodes add up one after the other", () => {
  expect(sum(false, "ahead", "ahead", "next")).toBe("");
  expect(sum(false, "ahead", "next", "done")).toBe("= a … + b … + c");
  expect(sum(false, "done", "done", "done")).toBe("= a + b + c");
  expect(sum(true, "done", "done", "done")).toBe("= a + b + c");
});

test("a gradient that is there is a sum whether anything is stepped through or not", () => {
  expect(sum(true, undefined, undefined)).toBe("= a + b");
  expect(sum(false, undefined, undefined)).toBe("");
});

test("of one node there is no sum", () => {
  expect(sum(true, "done")).toBe("");
});
