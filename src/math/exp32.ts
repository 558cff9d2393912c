const round = Math.fround;

/** Adding and subtracting 1.5 · 2⁵² rounds to a whole number, ties to even. */
export const WHOLE = 6755399441055744;

export const LOG2_E = round(Math.LOG2E);
/** Is ln 2, with `LN2_LOW`. It has so few bits that x less its multiple is exact in float32. */
export const LN2_HIGH = round(0.693145751953125);
export const LN2_LOW = round(1.428606765330187e-6);

/** The polynomial's coefficients, of r⁷ to r³. */
const C7 = round(0.00019852761761285365);
const C6 = round(0.0013930435525253415);
const C5 = round(0.008333360776305199);
const C4 = round(0.041666485369205475);
const C3 = round(0.1666666716337204);

/** 2^k for k from −151 to 145, exact. */
const LOWEST = -151;
const POWERS = new Float64Array(297);
POWERS[-LOWEST] = 1;
for (let k = 1; k - LOWEST < POWERS.length; k++) POWERS[k - LOWEST] = POWERS[k - 1 - LOWEST]! * 2;
for (let k = -1; k >= LOWEST; k--) POWERS[k - LOWEST] = POWERS[k + 1 - LOWEST]! / 2;

/**
 * Returns eˣ of a float32, as a float32: the very bits that PyTorch's CPU kernels give, which call SLEEF's `expf8_u10`
 * (AVX2 with FMA). At most 1 unit in the last place off.
 *
 * A float32 fused multiply-add is `Math.fround(a * b + c)`, as the product of two float32 is exact in double.
 * Source of the formula and its constants: `xexpf` of SLEEF 3 by Naoki Shibata and contributors, Boost Software
 * License 1.0. Written anew here.
 */
export function exp32(x: number): number {
  if (x > 100) return Infinity;
  if (x < -104) return 0;
  // x = n · ln 2 + r, so that eˣ = 2ⁿ · eʳ.
  const n = round(x * LOG2_E) + WHOLE - WHOLE;
  const r = round(x - n * LN2_HIGH - n * LN2_LOW);
  let sum = round(C7 * r + C6);
  sum = round(sum * r + C5);
  sum = round(sum * r + C4);
  sum = round(sum * r + C3);
  sum = round(sum * r + 0.5);
  const power = round(1 + round(round(r * r) * sum + r));
  return round(power * POWERS[(n | 0) - LOWEST]!);
}
