import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { formulasOf } from "../../../src/ops/formulaRows.ts";
import { runs } from "../../runs.ts";
import { instances } from "./instances.ts";
import { laidAnyhow, lies, shapes, written, type Lie } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

/** Formulas of operations that are kernels, numbers among them. */
const texts: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("x", "y", "0.5", "3", "1 / 3"),
    fc.tuple(tie("text"), fc.constantFrom("+", "-", "*", "/"), tie("text")).map(([a, f, b]) => `(${a}) ${f} (${b})`),
    fc
      .tuple(fc.constantFrom("tanh", "exp", "log", "sqrt", "abs", "sigmoid"), tie("text"))
      .map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie("text"), fc.constantFrom("2", "0.5")).map(([a, exponent]) => `(${a})^${exponent}`),
    tie("text").map((a) => `-(${a})`),
  ),
})).text;

const EVEN: Lie = { offset: 1, even: true, order: 0, gaps: [1, 1, 1, 1], expanded: [false, false, false, false] };
const WAYS = ["value", "x", "y", "alone"] as const;

/** Whether the module did a formula, or a gradient of it, with the plain kernel's bits. */
function done(
  variant: "fused" | "exact",
  text: string,
  way: (typeof WAYS)[number],
  shape: readonly number[],
  [a, b, y]: readonly [Lie, Lie, Lie],
  seed: number,
): boolean {
  const operands = [a, b, y].map((lie, at) => laidAnyhow(shape, lie, seed + at));
  const formula = formulasOf({ formula: text }, "float32")[way];
  return expectSameBits(instances[variant], "formula", operands[0]!, operands[1]!, operands[2]!, formula);
}

describe.each(["fused", "exact"] as const)("formulas of the %s module", (variant) => {
  it("have the plain kernel's bits, and so have their gradients", () => {
    let count = 0;
    const drawn = [texts, fc.constantFrom(...WAYS), shapes, fc.tuple(lies, lies, written), fc.nat()] as const;
    fc.assert(
      fc.property(...drawn, (...given) => {
        if (done(variant, ...given)) count += 1;
      }),
      { numRuns: runs(200, 30_000) },
    );
    expect(count).toBeGreaterThan(20);
  });

  it.each(["x * sigmoid(y)", "(x - y)^2", "0.5 * x * (y + tanh(x / 3))", "exp(-x^2) / (1 + sqrt(y))"])(
    "have them beyond a block: %s",
    (text) => {
      for (const way of WAYS) {
        expect(done(variant, text, way, [3, 1051], [EVEN, EVEN, EVEN], 5)).toBe(true);
        const everyRow: Lie = { ...EVEN, even: false, expanded: [true, false, false, false] };
        expect(done(variant, text, way, [3, 1051], [EVEN, everyRow, EVEN], 5)).toBe(true);
      }
    },
  );

  it.each(["x > 0 ? x : y", "sin(x)", "x^3", "max(x, y)", "x % y"])(
    "are left to the plain kernel where a step is none: %s",
    (text) => {
      expect(done(variant, text, "value", [40], [EVEN, EVEN, EVEN], 1)).toBe(false);
    },
  );
});
