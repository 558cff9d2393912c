/** One double, seen as its two halves: the exponent is read from the upper one. */
const DOUBLE = new Float64Array(1);
const WORDS = new Int32Array(DOUBLE.buffer);
DOUBLE[0] = 1;
const UPPER = WORDS[1] === 0 ? 0 : 1;

/**
 * Returns the natural logarithm of a double, within a relative 10⁻¹⁵ of the truth. It is made of + − × / alone (see
 * `exp.ts`). −Infinity at 0, nan below.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let exponent = 0;
  let mantissa = x;
  if (mantissa < 2.2250738585072014e-308) {
    mantissa *= 18014398509481984; // 2⁵⁴: a subnormal's exponent is not in its bits.
    exponent = -54;
  }
  DOUBLE[0] = mantissa;
  const upper = WORDS[UPPER]!;
  exponent += (upper >>> 20) - 1023;
  WORDS[UPPER] = (upper & 0xfffff) | 0x3ff00000;
  mantissa = DOUBLE[0];
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  // log m = 2 artanh s with s = (m − 1) / (m + 1), |s| ≤ 0.1716.
  const s = (mantissa - 1) / (mantissa + 1);
  const t = s * s;
  let sum = 1 / 19;
  for (let odd = 17; odd >= 3; odd -= 2) sum = 1 / odd + t * sum;
  return exponent * Math.LN2 + 2 * s * (1 + t * sum);
}
