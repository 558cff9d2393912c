import { LN2_HIGH, LN2_LOW, LOG2_E } from "./exp";
import { madd, msub, nmadd } from "./madd";

/** From here on the result is 1. */
const SATURATED: f32 = 8.664339742;

const C7: f32 = 0.0001980960224;
const C6: f32 = 0.001394256484;
const C5: f32 = 0.008333456703;
const C4: f32 = 0.04166637361;
const C3: f32 = 0.16666665941423425;

/** What the rounding of a + b lost, for any a and b. */
@inline
function lostBySum(a: v128, b: v128, sum: v128): v128 {
  const part = f32x4.sub(sum, a);
  return f32x4.add(f32x4.sub(a, f32x4.sub(sum, part)), f32x4.sub(b, part));
}

/** Returns the hyperbolic tangent of four float32: SLEEF's arithmetic, as in `src/math/tanh32.ts`. */
export function tanhOfPairs(x: v128): v128 {
  const size = f32x4.abs(x);
  const saturated = f32x4.gt(size, f32x4.splat(SATURATED));
  const tiny = f32x4.lt(size, f32x4.splat(5.9604644775390625e-8));
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  const c3 = f32x4.splat(C3);
  const v = f32x4.min(size, f32x4.splat(9));

  // v = n · ln 2 + r.
  const n = f32x4.nearest(f32x4.mul(v, f32x4.splat(LOG2_E)));
  const high = f32x4.mul(f32x4.neg(n), f32x4.splat(LN2_HIGH));
  const first = f32x4.add(v, high);
  const firstLow = lostBySum(v, high, first);
  const low = f32x4.mul(f32x4.neg(n), f32x4.splat(LN2_LOW));
  const r = f32x4.add(first, low);
  const rLow = f32x4.add(lostBySum(first, low, r), firstLow);

  let tail = madd(f32x4.splat(C7), r, f32x4.splat(C6));
  tail = madd(tail, r, f32x4.splat(C5));
  tail = madd(tail, r, f32x4.splat(C4));
  let product = f32x4.mul(r, tail);
  let productLow = madd(rLow, tail, msub(r, tail, product));
  let sum = f32x4.add(product, c3);
  let sumLow = f32x4.add(lostBySum(product, c3, sum), productLow);
  product = f32x4.mul(r, sum);
  productLow = madd(r, sumLow, madd(rLow, sum, msub(r, sum, product)));
  sum = f32x4.add(product, half);
  sumLow = f32x4.add(lostBySum(product, half, sum), productLow);
  const square = f32x4.mul(r, r);
  const squareLow = madd(f32x4.add(r, r), rLow, msub(r, r, square));
  product = f32x4.mul(square, sum);
  productLow = madd(square, sumLow, madd(squareLow, sum, msub(square, sum, product)));
  sum = f32x4.add(r, product);
  sumLow = f32x4.add(lostBySum(r, product, sum), f32x4.add(rLow, productLow));
  const whole = f32x4.add(one, sum);
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  const e = f32x4.mul(whole, power);
  const eLow = f32x4.mul(f32x4.add(f32x4.add(f32x4.sub(one, whole), sum), sumLow), power);

  // 1 / eˣ, then the quotient of the difference and the sum.
  const i = f32x4.div(one, e);
  const iLow = f32x4.mul(i, nmadd(eLow, i, nmadd(e, i, one)));
  const above = f32x4.sub(e, i);
  const aboveLow = f32x4.sub(f32x4.add(f32x4.sub(f32x4.sub(e, above), i), eLow), iLow);
  const below = f32x4.add(e, i);
  const belowLow = f32x4.add(f32x4.add(f32x4.add(f32x4.sub(e, below), i), eLow), iLow);
  const inverse = f32x4.div(one, below);
  const y = f32x4.mul(above, inverse);
  const rest = nmadd(belowLow, inverse, nmadd(below, inverse, one));
  const result = f32x4.add(y, madd(y, rest, madd(aboveLow, inverse, msub(inverse, above, y))));

  const sign = v128.and(x, i32x4.splat(0x80000000));
  return v128.bitselect(x, v128.or(v128.bitselect(one, result, saturated), sign), tiny);
}
