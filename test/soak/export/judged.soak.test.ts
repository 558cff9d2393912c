/** The judge of losses tells what is wrong from what is rounding, and from chaos. */
import { expect, it } from "vitest";
import { judged } from "./judged.ts";
import type { Losses } from "./printedLosses.ts";

const TOLERANCE = 1e-4;

it.each<[string, readonly number[], readonly number[], readonly number[], string | null]>([
  ["the same losses", [2, 1], [2, 1], [2, 1], null],
  ["a sum that cancels, which we have better", [0, -0.027], [3e-5, -0.02692], [0, -0.027], null],
  ["a sum that cancels, as far off on the other side", [-3e-5], [3e-5], [0], null],
  ["what is wrong in the first iteration", [2.01, 1], [2, 1], [2, 1], "iteration 0 of : 2.01 here"],
  ["what is wrong where PyTorch is right", [2, 1.01], [2, 1], [2, 1], "iteration 1 of : 1.01 here"],
  ["what is far more off than PyTorch", [2, 1.01], [2, 1.0001], [2, 1], "iteration 1 of : 1.01 here"],
  ["no number", [Number.NaN], [2.0001], [2], "iteration 0 of : NaN here"],
  ["what comes after PyTorch left its own float64", [2, 1, 7], [2, 1.2, 3], [2, 1.1, 5], null],
])("of %s", (_what, ours, theirs, exact, sentence) => {
  const verdict = judged({ ours: run(ours), theirs: run(theirs), exact: run(exact) }, TOLERANCE);
  if (sentence === null) expect(verdict).toBeNull();
  else expect(verdict).toContain(sentence);
});

it("takes the measure of roundings from all of PyTorch's runs", () => {
  const [ours, theirs, exact] = [run([2, 1.001]), run([2, 1.00001]), run([2, 1])];
  expect(judged({ ours, theirs, exact }, TOLERANCE)).toContain("iteration 1");
  expect(judged({ ours, theirs, exact, others: [run([2, 1.0001])] }, TOLERANCE)).toContain("iteration 1");
  expect(judged({ ours, theirs, exact, others: [run([2, 1.0005])] }, TOLERANCE)).toBeNull();
});

function run(losses: readonly number[]): Losses {
  return new Map([["", new Map(losses.map((loss, iteration) => [iteration, loss]))]]);
}
