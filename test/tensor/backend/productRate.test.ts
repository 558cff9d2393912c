import { expect, test } from "vitest";
import { PRODUCT_SIZE, productRate } from "../../../src/tensor/backend/productRate.ts";
import { backends } from "../../backends.ts";

test.each(["plain", "simd"] as const)("of %s is the median of five runs behind one that warms up", (name) => {
  const took = [7, 2, 1, 4, 8, 16];
  let time = 0;
  let looks = 0;
  const clock = (): number => {
    if (looks++ % 2 === 1) time += took[looks / 2 - 1]!;
    return time;
  };
  expect(productRate(backends[name], clock)).toBeCloseTo((2 * PRODUCT_SIZE ** 3) / 1e6 / 4, 10);
  expect(looks).toBe(12);
});

test("a run lasts as long as a clock needs that seldom ticks", () => {
  let looks = 0;
  // It ticks, by 1 ms, at every tenth look.
  const clock = (): number => Math.floor(looks++ / 10);
  const rate = productRate(backends.simd, clock);
  expect(rate).toBeGreaterThan((8 * 2 * PRODUCT_SIZE ** 3) / 1e6);
  expect(rate).toBeLessThan((10 * 2 * PRODUCT_SIZE ** 3) / 1e6);
});
