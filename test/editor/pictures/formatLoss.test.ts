import { describe, expect, it } from "vitest";
import { formatLoss, formatLossExactly } from "../../../src/editor/pictures/formatLoss.ts";

describe("a loss", () => {
  it("has four decimals", () => {
    expect(formatLoss(17.76970672)).toBe("17.7697");
    expect(formatLoss(0.31377)).toBe("0.3138");
    expect(formatLoss(0)).toBe("0.0000");
  });

  it("that is very small or large is written with its power of ten", () => {
    expect(formatLoss(1.23456e-7)).toBe("1.235e-7");
    expect(formatLoss(1.23456e9)).toBe("1.235e+9");
  });

  it("that is not finite is said in words", () => {
    expect([Number.NaN, Infinity, -Infinity].map(formatLoss)).toEqual(["not a number", "infinite", "minus infinite"]);
    expect(formatLossExactly(Number.NaN)).toBe("not a number");
  });
});
