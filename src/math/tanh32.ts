import { LN2_HIGH, LN2_LOW, LOG2_E, WHOLE } from "./exp32.ts";

const round = Math.fround;

/** From here on the result is 1. */
const SATURATED = round(8.664339742);

/** tanh (n / 64) for n from −555 to 555, in double, by the addition theorem from tanh (1 / 64). */
const MIDDLE = 555;
const TABLE = new Float64Array(2 * MIDDLE + 1);
TABLE[MIDDLE + 1] = 0.015623728558408866;
for (let n = 2; n <= MIDDLE; n++) TABLE[MIDDLE + n] = sumOf(TABLE[MIDDLE + n - 1]!, TABLE[MIDDLE + 1]!);
for (let n = 1; n <= MIDDLE; n++) TABLE[MIDDLE - n] = -TABLE[MIDDLE + n]!;

/** tanh (a + b) from tanh a and tanh b. */
function sumOf(a: number, b: number): number {
  return (a + b) / (1 + a * b);
}

/**
 * Returns the hyperbolic tangent of a float32, as a float32: the very bits of PyTorch's CPU kernels, which call SLEEF's
 * `tanhf8_u10` (AVX2 with FMA). At most 1 unit in the last place off; odd to the bit, −0 included.
 *
 * SLEEF's arithmetic is only followed where it decides: it and the double below are both nearly exact, and round to the
 * same float32 unless the truth lies close to the middle between two of them (one number in a hundred).
 */
export function tanh32(x: number): number {
  const decided = decidedTanh32(x);
  return Number.isNaN(decided) ? undecidedTanh32(x) : decided;
}

/** Returns the same as {@link tanh32} where a double decides it, else nan. It calls nothing whose result an engine would box. */
export function decidedTanh32(x: number): number {
  const size = Math.abs(x);
  if (size > SATURATED) return x < 0 ? -1 : 1;
  if (size < 2 ** -24) return x;
  // Below, SLEEF loses up to a unit in the last place.
  if (size >= 2 ** -23) {
    const n = x * 64 + WHOLE - WHOLE;
    const rest = x - n / 64;
    const square = rest * rest;
    const y = sumOf(TABLE[(n | 0) + MIDDLE]!, rest * (1 - square * (1 / 3 - square * (2 / 15))));
    // What SLEEF's pair is off by at most before its last rounding, and somewhat more. Were it less, some of the 2³²
    // float32 would be rounded the other way.
    const doubt = Math.min(1.3e-9 * size, 2.5e-10 - 2.5e-10 * y * y);
    const nearest = round(y - doubt);
    if (nearest === round(y + doubt)) return nearest;
  }
  return Number.NaN;
}

/** Returns the same as {@link tanh32} where a double does not decide it: for numbers from 2⁻²⁴ on, and nan. */
export function undecidedTanh32(x: number): number {
  return x < 0 ? -tanhOfPairs(-x) : tanhOfPairs(x);
}

/** The coefficients of r⁷ to r³ in eʳ. */
const C7 = round(0.0001980960224);
const C6 = round(0.001394256484);
const C5 = round(0.008333456703);
const C4 = round(0.04166637361);
const C3 = round(0.16666665941423425);

/**
 * (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) for x from 2⁻²⁴ to 9, in pairs of float32 whose sum is the number meant (`…Low` is the
 * smaller one). A fused multiply-add is `Math.fround(a * b + c)` (see `exp32.ts`).
 *
 * Source of the formula and its constants: `xtanhf`, `expk2f` and the double-float arithmetic of SLEEF 3 by Naoki
 * Shibata and contributors, Boost Software License 1.0. Written anew here.
 */
function tanhOfPairs(x: number): number {
  // x = n · ln 2 + r.
  const n = round(x * LOG2_E) + WHOLE - WHOLE;
  const high = -n * LN2_HIGH;
  const first = round(x + round(high));
  let part = round(first - x);
  const firstLow = round(round(x - round(first - part)) + round(round(high) - part));
  const low = round(-n * LN2_LOW);
  const r = round(first + low);
  part = round(r - first);
  const rLow = round(round(round(first - round(r - part)) + round(low - part)) + firstLow);

  // eʳ = 1 + (r + r² · (1/2 + r · (C3 + r · tail))), of which the tail needs no pair.
  const tail = round(round(round(C7 * r + C6) * r + C5) * r + C4);
  let product = round(r * tail);
  let productLow = round(rLow * tail + round(r * tail - product));
  let sum = round(product + C3);
  part = round(sum - product);
  let sumLow = round(round(round(product - round(sum - part)) + round(C3 - part)) + productLow);
  product = round(r * sum);
  productLow = round(r * sumLow + round(rLow * sum + round(r * sum - product)));
  sum = round(product + 0.5);
  part = round(sum - product);
  sumLow = round(round(round(product - round(sum - part)) + round(0.5 - part)) + productLow);
  const square = round(r * r);
  const squareLow = round(2 * r * rLow + round(r * r - square));
  product = round(square * sum);
  productLow = round(square * sumLow + round(squareLow * sum + round(square * sum - product)));
  sum = round(r + product);
  part = round(sum - r);
  sumLow = round(round(round(r - round(sum - part)) + round(product - part)) + round(rLow + productLow));
  const power = 1 << n;
  const e = round(1 + sum) * power;
  const eLow = round(round(round(1 - round(1 + sum)) + sum) + sumLow) * power;

  // 1 / eˣ, then the quotient of the difference and the sum.
  const i = round(1 / e);
  const iLow = round(i * round(round(1 - e * i) - eLow * i));
  const above = round(e - i);
  const aboveLow = round(round(round(round(e - above) - i) + eLow) - iLow);
  const below = round(e + i);
  const belowLow = round(round(round(round(e - below) + i) + eLow) + iLow);
  const inverse = round(1 / below);
  const y = round(above * inverse);
  const rest = round(round(1 - below * inverse) - belowLow * inverse);
  return round(y + round(y * rest + round(aboveLow * inverse + round(inverse * above - y))));
}
