import { rounded } from "./double";

/** How far the polynomials and what they stand for may be apart, at most, with all that is rounded in either. */
const APART: f64 = 2e-13;

/** Four float32 times as many factors in double that may be too large by so much, rounded once. */
@inline
export function least(low: v128, high: v128, lowFactor: v128, highFactor: v128): v128 {
  const apart = f64x2.splat(APART);
  return rounded(f64x2.mul(low, f64x2.sub(lowFactor, apart)), f64x2.mul(high, f64x2.sub(highFactor, apart)));
}

/** The same of factors that may be too small by so much. Where both have the same bits, these are the right ones. */
@inline
export function most(low: v128, high: v128, lowFactor: v128, highFactor: v128): v128 {
  const apart = f64x2.splat(APART);
  return rounded(f64x2.mul(low, f64x2.add(lowFactor, apart)), f64x2.mul(high, f64x2.add(highFactor, apart)));
}

/** Whether four numbers have the bits of four others, all being usual. */
@inline
export function areSure(one: v128, other: v128, usual: v128): bool {
  return i32x4.bitmask(v128.and(i32x4.eq(one, other), usual)) == 15;
}
