import { describe, expect, it } from "vitest";
import { exp } from "../../../src/math/exp.ts";
import { exp32 } from "../../../src/math/exp32.ts";
import { log } from "../../../src/math/log.ts";
import { log32 } from "../../../src/math/log32.ts";
import { cos, sin } from "../../../src/math/sincos.ts";
import { tanh } from "../../../src/math/tanh.ts";
import { tanh32 } from "../../../src/math/tanh32.ts";
import { ulps } from "../../tensor/close.ts";
import { floats, SPECIAL } from "../../math/floats.ts";

describe.each([
  { name: "exp", own: exp, engine: Math.exp, hash: 4168981702 },
  { name: "log", own: log, engine: Math.log, hash: 484541454 },
  { name: "tanh", own: tanh, engine: Math.tanh, hash: 3994670438 },
])("$name", ({ own, engine, hash }) => {
  it("is at most 1 unit in the last place off in float32, over every exponent", () => {
    let worst = 0;
    for (const x of [...SPECIAL, ...floats(400)]) {
      const found = Math.fround(own(x));
      const expected = Math.fround(engine(x));
      if (ulps(found, expected) <= 1 && Object.is(Math.sign(found), Math.sign(expected))) continue;
      worst++;
      expect.soft(found, `at ${x}`).toBe(expected);
      if (worst > 5) break;
    }
  });

  it("is rounded right nearly always", () => {
    let wrong = 0;
    let total = 0;
    for (const x of floats(400)) {
      total++;
      if (!Object.is(Math.fround(own(x)), Math.fround(engine(x)))) wrong++;
    }
    expect(wrong / total).toBeLessThan(1e-5);
  });

  it("has the same bits in every engine", () => {
    expect(checksum(own)).toBe(hash);
  });
});

describe.each([
  { name: "exp32", own: exp32, engine: Math.exp },
  { name: "log32", own: log32, engine: Math.log },
  { name: "tanh32", own: tanh32, engine: Math.tanh },
])("$name", ({ own, engine }) => {
  it("is a float32 at most 1 unit in the last place off, over every exponent", () => {
    for (const x of [...SPECIAL, ...floats(400)]) {
      const found = own(x);
      const expected = Math.fround(engine(x));
      if (ulps(found, expected) <= 1 && Object.is(Math.sign(found), Math.sign(expected))) continue;
      expect.fail(`at ${x}: ${found} instead of ${expected}`);
    }
    for (const x of floats(100)) expect(own(x)).toBe(Math.fround(own(x)));
  });
});

it("exp32 is 1 at 0, and ends as float32 ends", () => {
  expect([exp32(0), exp32(-0)]).toEqual([1, 1]);
  expect(exp32(88.72283172607422)).toBeLessThan(Infinity);
  expect(exp32(Math.fround(88.7228393))).toBe(Infinity);
  expect(exp32(Math.fround(-103.972))).toBe(1.401298464324817e-45);
  expect(exp32(Math.fround(-103.98))).toBe(0);
});

it("tanh32 is odd to the bit", () => {
  for (const x of floats(100)) expect(Object.is(tanh32(-x), -tanh32(x)), `at ${x}`).toBe(true);
});

it("exp is exact at whole powers where it matters, and ends as float32 ends", () => {
  expect(exp(0)).toBe(1);
  expect(exp(-0)).toBe(1);
  expect(Math.fround(exp(88.72283172607422))).toBeLessThan(Infinity);
  expect(Math.fround(exp(88.7228393))).toBe(Infinity);
  expect(Math.fround(exp(-103.972))).toBe(1.401298464324817e-45);
  expect(Math.fround(exp(-103.98))).toBe(0);
});

describe("sin and cos", () => {
  it("are within 10⁻¹⁵ up to 65536, and lose digits beyond", () => {
    for (let x = -7; x < 7; x += 0.00123) {
      expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-15);
      expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(1e-15);
    }
    for (let x = 7; x <= 65536; x *= 1.0037) {
      expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-15);
      expect(Math.abs(cos(-x) - Math.cos(x))).toBeLessThan(1e-15);
    }
    for (let x = 65536; x <= 1e12; x *= 1.37) {
      expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-15 + x * 4e-17);
      expect(Math.abs(cos(-x) - Math.cos(x))).toBeLessThan(1e-15 + x * 4e-17);
    }
    expect([sin(Infinity), cos(-Infinity), cos(NaN)]).toEqual([NaN, NaN, NaN]);
  });

  it("are at most 1 unit in the last place off in float32, for every exponent up to 2¹⁶", () => {
    for (const x of floats(100)) {
      if (!(Math.abs(x) <= 65536)) continue;
      if (ulps(Math.fround(sin(x)), Math.fround(Math.sin(x))) > 1) expect.fail(`sin(${x}) is ${sin(x)}`);
      if (ulps(Math.fround(cos(x)), Math.fround(Math.cos(x))) > 1) expect.fail(`cos(${x}) is ${cos(x)}`);
    }
    expect(Object.is(sin(-0), -0)).toBe(true);
  });

  it("have the same bits in every engine", () => {
    const within = (f: (x: number) => number) => (x: number) => (Math.abs(x) <= 65536 ? f(x) : 0);
    expect([checksum(within(sin)), checksum(within(cos))]).toEqual([4066433061, 44248569]);
  });
});

/** A hash over the bits of a function's doubles. */
function checksum(f: (x: number) => number): number {
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  let hash = 0x811c9dc5;
  for (const x of floats(100)) {
    double[0] = f(x);
    if (Number.isNaN(double[0])) continue;
    hash = Math.imul(hash ^ words[0]!, 0x01000193);
    hash = Math.imul(hash ^ words[1]!, 0x01000193);
  }
  return hash >>> 0;
}
