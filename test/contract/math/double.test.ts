import { describe, expect, it } from "vitest";
import { evaluateTree } from "../../../src/expression/evaluateTree.ts";
import { functions } from "../../../src/expression/functions.ts";
import { parseExpression } from "../../../src/expression/parseExpression.ts";
import { atan } from "../../../src/math/atan.ts";
import { exp } from "../../../src/math/exp.ts";
import { log } from "../../../src/math/log.ts";
import { log10, log2 } from "../../../src/math/log2.ts";
import { pow } from "../../../src/math/pow.ts";
import { cos, sin } from "../../../src/math/sincos.ts";
import { cosh, sinh } from "../../../src/math/sinh.ts";
import { tanh } from "../../../src/math/tanh.ts";

/** Doubles of both signs and every size, evenly over the exponents that `least` and `most` give. */
function* doubles(least: number, most: number): Generator<number> {
  for (let x = least; x < most; x *= 1.0137) {
    yield x;
    yield -x;
  }
}

/** The relative distance, absolute below the smallest normal double. */
function error(found: number, truth: number): number {
  if (Object.is(found, truth)) return 0;
  return Math.abs(found - truth) / Math.max(Math.abs(truth), 2 ** -1022);
}

describe("doubles that are the same in every engine", () => {
  it.each([
    { name: "exp", own: exp, engine: Math.exp, least: 1e-20, most: 745, limit: 1e-15 },
    {
      name: "log",
      own: (x: number) => log(Math.abs(x)),
      engine: (x: number) => Math.log(Math.abs(x)),
      least: 1e-320,
      most: 1e308,
      limit: 2e-15,
    },
    {
      name: "log2",
      own: (x: number) => log2(Math.abs(x)),
      engine: (x: number) => Math.log2(Math.abs(x)),
      least: 1e-320,
      most: 1e308,
      limit: 2e-15,
    },
    {
      name: "log10",
      own: (x: number) => log10(Math.abs(x)),
      engine: (x: number) => Math.log10(Math.abs(x)),
      least: 1e-320,
      most: 1e308,
      limit: 2e-15,
    },
    { name: "tanh", own: tanh, engine: Math.tanh, least: 1e-300, most: 1000, limit: 2e-15 },
    { name: "sinh", own: sinh, engine: Math.sinh, least: 1e-300, most: 711, limit: 2e-15 },
    { name: "cosh", own: cosh, engine: Math.cosh, least: 1e-300, most: 711, limit: 2e-15 },
    { name: "atan", own: atan, engine: Math.atan, least: 1e-300, most: 1e300, limit: 1e-15 },
    { name: "sin", own: sin, engine: Math.sin, least: 1e-300, most: 3, limit: 1e-15 },
    { name: "cos", own: cos, engine: Math.cos, least: 1e-300, most: 1.5, limit: 1e-15 },
  ])("$name is within a relative $limit", ({ own, engine, least, most, limit }) => {
    for (const x of doubles(least, most)) {
      if (error(own(x), engine(x)) > limit) expect.fail(`at ${x}: ${own(x)} instead of ${engine(x)}`);
    }
  });

  it("exp begins and ends where doubles do", () => {
    expect([exp(0), exp(-0), exp(-Infinity), exp(Infinity), exp(NaN)]).toEqual([1, 1, 0, Infinity, NaN]);
    expect(error(exp(709.782712893384), Math.exp(709.782712893384))).toBeLessThan(1e-15);
    expect([exp(709.7827128933841), exp(-745), exp(-745.14)]).toEqual([Infinity, 5e-324, 0]);
  });

  it("pow is within a relative 2·10⁻¹³", () => {
    for (let x = 1e-300; x < 1e300; x *= 7.3) {
      for (let y = -1100.25; y < 1100; y += 12.375) {
        const truth = x ** y;
        if (truth === Infinity || truth < 2 ** -1022) continue;
        if (error(pow(x, y), truth) > 2e-13) expect.fail(`${x} ** ${y} is ${pow(x, y)} instead of ${truth}`);
      }
    }
  });

  it("is whole where the truth is", () => {
    for (let n = -1022; n < 1024; n++) expect([pow(2, n), log2(pow(2, n))]).toEqual([2 ** n, n]);
    for (let n = -22; n <= 22; n++) expect([pow(10, n), log10(Number(`1e${n}`))]).toEqual([Number(`1e${n}`), n]);
    expect([log2(0), log10(-1), log2(Infinity), log10(NaN), log2(1)]).toEqual([-Infinity, NaN, Infinity, NaN, 0]);
  });
});

it("an expression asks the engine for nothing that it may round as it likes", () => {
  const asked: string[] = [];
  const engine = { ...Object.getOwnPropertyDescriptors(Math) };
  const loose =
    "acos acosh asin asinh atan atanh atan2 cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh";
  for (const name of loose.split(" ")) {
    Object.defineProperty(Math, name, { ...engine[name], value: () => (asked.push(name), 0.5) });
  }
  try {
    for (const name of Object.keys(functions)) {
      const call = functions[name]!.minOperands === 2 ? `${name}(0.3, 1.7)` : `${name}(0.3)`;
      expect(evaluateTree(parseExpression(`${call} + 0.1 * 10 ^ (-3 + 0.3 * 1.7)`).tree, {})).not.toBeNaN();
    }
  } finally {
    Object.defineProperties(Math, engine);
  }
  expect(asked).toEqual([]);
});
