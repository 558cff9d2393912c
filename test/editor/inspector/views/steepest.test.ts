import { expect, test } from "vitest";
import { steepest } from "../../../../src/editor/inspector/views/steepest.ts";

const rates = Array.from({ length: 200 }, (_, at) => 10 ** (-3 + (3 * at) / 199));

test("the rate where the loss falls fastest over its logarithm", () => {
  // A logistic fall around 0.03, and a rise beyond 0.5.
  const losses = rates.map((rate) => 3 / (1 + (rate / 0.03) ** 3) + (rate > 0.5 ? 20 * (rate - 0.5) : 0));
  const best = steepest(rates, losses)!;
  expect(best).toBeGreaterThan(0.02);
  expect(best).toBeLessThan(0.045);
});

test("what comes after a loss that is not finite does not count; a loss that only rises has no such rate", () => {
  const losses = rates.map((rate, at) => (at < 100 ? 3 - at / 100 : at === 100 ? Infinity : -rate));
  expect(steepest(rates, losses)!).toBeLessThan(rates[100]!);
  expect(steepest(rates, rates)).toBeNull();
  expect(steepest([0.1, 0.2], [2, 1])).toBeNull();
});
