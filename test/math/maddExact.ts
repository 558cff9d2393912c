import { fc } from "@fast-check/vitest";

/** A finite float32 in units of 2⁻¹⁴⁹: a whole number. */
function units(x: number): bigint {
  return BigInt(x * 2 ** 149);
}

/** a · b + c of finite float32, rounded once to a float32, ties to even: by the definition, in whole numbers. */
export function maddExact(a: number, b: number, c: number): number {
  // In units of 2⁻²⁹⁸.
  const exact = units(a) * units(b) + (units(c) << 149n);
  if (exact === 0n) return Math.fround(a * b + c);
  const size = exact < 0n ? -exact : exact;
  // 24 bits, but no unit below 2⁻¹⁴⁹.
  const dropped = BigInt(Math.max(149, size.toString(2).length - 24));
  const half = 1n << (dropped - 1n);
  const rest = size & ((1n << dropped) - 1n);
  let kept = size >> dropped;
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  const value = Math.fround(Number(kept) * 2 ** (Number(dropped) - 298));
  return exact < 0n ? -value : value;
}

const ULP = 2 ** -23;

/** A sum of c and a · b whose double lies half way between two float32, while the truth lies beside it. */
export interface HalfWay {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Makes one: c of any exponent, subnormal ones too, but not 0; b is about 2⁻⁶⁰, by `u` alone. */
function halfWay(mantissa: number, exponent: number, u: number, negative: boolean, under: boolean): HalfWay {
  const scale = 2 ** Math.max(exponent, -126);
  const c = (exponent < -126 ? Math.max(mantissa, 1) * ULP : 1 + mantissa * ULP) * scale;
  // a · b is half a unit of c, less u² · 2⁻⁴⁶ of it.
  const b = (1 - u * ULP) * 2 ** -60;
  const a = (1 + u * ULP) * scale * 2 ** -24 * 2 ** 60 * (under ? -1 : 1);
  return { a, b, c: negative ? -c : c };
}

export const halfWays: fc.Arbitrary<HalfWay> = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 2 ** 23 - 1 }), fc.constantFrom(0, 1, 2 ** 23 - 1)),
    fc.oneof(fc.integer({ min: -127, max: 90 }), fc.constantFrom(-127, -126, -125, 0, 90)),
    fc.integer({ min: 1, max: 200 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map((drawn) => halfWay(...drawn));
