import { madd, nmadd } from "./madd";

export const LOG2_E: f32 = 1.4426950408889634;
/** Is ln 2, with `LN2_LOW`: see `src/math/exp32.ts`. */
export const LN2_HIGH: f32 = 0.693145751953125;
export const LN2_LOW: f32 = 1.428606765330187e-6;

const C7: f32 = 0.00019852761761285365;
const C6: f32 = 0.0013930435525253415;
const C5: f32 = 0.008333360776305199;
const C4: f32 = 0.041666485369205475;
const C3: f32 = 0.1666666716337204;

/** 2ᵏ for four whole k from −126 to 127. */
@inline
export function powerOfTwo(k: v128): v128 {
  return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23);
}

/** As far from 0 eˣ is a normal float32 and so is all that it is made of. */
const NORMAL: f32 = 86;
/** A sum with it is rounded to a whole number, which is then its lowest bits. */
const WHOLE: f32 = 12582912;

/** Returns eˣ of four float32: SLEEF's arithmetic, as in `src/math/exp32.ts`. */
@inline
export function exp4(x: v128): v128 {
  const normal = f32x4.le(f32x4.abs(x), f32x4.splat(NORMAL));
  if (i32x4.bitmask(normal) != 15) return expOfAny(x);
  return expBy(x, wholeOf(x));
}

/** Returns x · log₂ e, rounded to a whole number in the lowest bits. */
@inline
export function wholeOf(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, f32x4.splat(LOG2_E)), f32x4.splat(WHOLE));
}

/** Returns eˣ of four float32, by their `wholeOf`; right where that is from −125 to 127, see {@link areNear}. */
@inline
export function expBy(x: v128, whole: v128): v128 {
  // The exponent is added to the bits: nothing reaches its own.
  return i32x4.add(powerOf(x, f32x4.sub(whole, f32x4.splat(WHOLE))), i32x4.shl(whole, 23));
}

/** How far four whole numbers are above the lowest that is near: −124. */
@inline
function aboveLowest(whole: v128): v128 {
  return i32x4.sub(whole, i32x4.splat(reinterpret<i32>(WHOLE) - 124));
}

/** Says of the `wholeOf` of four vectors whether all are from −124 to 3, as of all x from −86.2 to 2.4. */
@inline
export function areNear(a: v128, b: v128, c: v128, d: v128): bool {
  const above = v128.or(v128.or(aboveLowest(a), aboveLowest(b)), v128.or(aboveLowest(c), aboveLowest(d)));
  return !v128.any_true(v128.and(above, i32x4.splat(~127)));
}

/** The same of any four, however large or small. */
function expOfAny(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(LOG2_E)));
  const power = powerOf(x, n);
  // In two halves, of which the first is exact: 2⁻¹⁴⁹ is no normal float32.
  const k = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(k, 1);
  const scaled = f32x4.mul(f32x4.mul(power, powerOfTwo(half)), powerOfTwo(i32x4.sub(k, half)));
  const low = v128.andnot(scaled, f32x4.lt(x, f32x4.splat(-104)));
  return v128.bitselect(f32x4.splat(Infinity), low, f32x4.gt(x, f32x4.splat(100)));
}

/** e to the power of what x is more than n · ln 2. */
@inline
function powerOf(x: v128, n: v128): v128 {
  const r = nmadd(n, f32x4.splat(LN2_LOW), nmadd(n, f32x4.splat(LN2_HIGH), x));
  let sum = madd(f32x4.splat(C7), r, f32x4.splat(C6));
  sum = madd(sum, r, f32x4.splat(C5));
  sum = madd(sum, r, f32x4.splat(C4));
  sum = madd(sum, r, f32x4.splat(C3));
  sum = madd(sum, r, f32x4.splat(0.5));
  return f32x4.add(f32x4.splat(1), madd(f32x4.mul(r, r), sum, r));
}
