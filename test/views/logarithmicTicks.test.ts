import { describe, expect, it } from "vitest";
import { logarithmicTicks } from "../../src/views/logarithmicTicks.ts";

describe("ticks of a logarithmic axis", () => {
  it("are round, and no more than there is room for", () => {
    expect(logarithmicTicks(0.1, 10, 7)).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
    expect(logarithmicTicks(0.1, 10, 3)).toEqual([0.1, 1, 10]);
  });

  it("are at least two, however narrow the range", () => {
    expect(logarithmicTicks(11.6, 20.4, 4)).toEqual([15, 20]);
    for (let low = 0.0123; low < 200; low *= 1.37) {
      for (const factor of [1.05, 1.35, 2, 4]) {
        const ticks = logarithmicTicks(low, low * factor, 4);
        expect(ticks.length, `${low} to ${low * factor}`).toBeGreaterThanOrEqual(2);
        expect(ticks.every((tick) => tick >= low && tick <= low * factor)).toBe(true);
      }
    }
  });
});
