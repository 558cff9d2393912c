import { madd, msub, nmadd } from "./madd";

/** ln 2 in two parts. */
const LN2_HIGH: f32 = 0.6931471824645996;
const LN2_LOW: f32 = -1.904654323148236e-9;

const C7: f32 = 0.3027294874;
const C5: f32 = 0.3996108174;
const C3: f32 = 0.666669488;

const FOUR_THIRDS: f32 = 1.3333333333333333;

/** Returns the natural logarithm of four float32: SLEEF's arithmetic, as in `src/math/log32.ts`. */
@inline
export function log4(x: v128): v128 {
  const one = f32x4.splat(1);
  const subnormal = f32x4.lt(x, f32x4.splat(1.1754943508222875e-38));
  const scaled = v128.bitselect(f32x4.mul(x, f32x4.splat(18446744073709551616.0)), x, subnormal);
  // x = 2^exponent · m with m from 3/4 to 3/2.
  const bits = f32x4.mul(scaled, f32x4.splat(FOUR_THIRDS));
  const shift = i32x4.sub(i32x4.shr_u(bits, 23), i32x4.splat(127));
  const m = i32x4.sub(scaled, i32x4.shl(shift, 23));
  const exponent = f32x4.convert_i32x4_s(i32x4.sub(shift, v128.and(subnormal, i32x4.splat(64))));

  // log m = 2 artanh s with s = (m − 1) / (m + 1), the sum and s as pairs; m − 1 is exact.
  const above = f32x4.sub(m, one);
  const below = f32x4.add(m, one);
  const part = f32x4.sub(below, m);
  const belowLow = f32x4.add(f32x4.sub(m, f32x4.sub(below, part)), f32x4.sub(one, part));
  const inverse = f32x4.div(one, below);
  const s = f32x4.mul(above, inverse);
  const rest = nmadd(belowLow, inverse, nmadd(below, inverse, one));
  const sLow = madd(s, rest, msub(inverse, above, s));

  const square = f32x4.mul(s, s);
  const series = madd(madd(f32x4.splat(C7), square, f32x4.splat(C5)), square, f32x4.splat(C3));

  const high = f32x4.splat(LN2_HIGH);
  const whole = f32x4.mul(exponent, high);
  const wholeLow = madd(exponent, f32x4.splat(LN2_LOW), msub(exponent, high, whole));
  const twice = f32x4.add(s, s);
  const sum = f32x4.add(whole, twice);
  const sumLow = f32x4.add(f32x4.add(f32x4.add(f32x4.sub(whole, sum), twice), wholeLow), f32x4.add(sLow, sLow));
  const cubic = f32x4.mul(f32x4.mul(square, s), series);
  const total = f32x4.add(sum, cubic);
  const result = f32x4.add(total, f32x4.add(f32x4.add(f32x4.sub(sum, total), cubic), sumLow));

  const infinite = f32x4.eq(x, f32x4.splat(Infinity));
  const zero = f32x4.eq(x, f32x4.splat(0));
  const positive = f32x4.gt(x, f32x4.splat(0));
  const finite = v128.bitselect(f32x4.splat(Infinity), result, infinite);
  return v128.bitselect(finite, v128.bitselect(f32x4.splat(-Infinity), f32x4.splat(NaN), zero), positive);
}
