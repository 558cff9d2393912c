import { expect, test } from "vitest";
import { pastIteration } from "../../../src/editor/runner/pastIteration.ts";

const at = (iteration: number) => ({ iteration, cursor: 0 });

test("only who has gone back stands in a past iteration, or is on the way there", () => {
  const status = { phase: "idle" as const, iteration: 30, target: null, history: { newest: at(30) } };
  expect(pastIteration(null)).toBeNull();
  expect(pastIteration(status)).toBeNull();
  expect(pastIteration({ ...status, iteration: 12 })).toBe(12);
  expect(pastIteration({ ...status, phase: "seeking", target: at(7) })).toBe(7);
  expect(pastIteration({ ...status, phase: "seeking", iteration: 7, target: at(30) })).toBeNull();
  expect(pastIteration({ ...status, phase: "training", iteration: 12 })).toBeNull();
});
