/** Returns a · b + c in four lanes of float32, rounded once. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (FUSED) return f32x4.relaxed_madd(a, b, c);
  return exactMadd(a, b, c);
}

/** Returns c − a · b in four lanes of float32, rounded once. */
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (FUSED) return f32x4.relaxed_nmadd(a, b, c);
  return exactMadd(f32x4.neg(a), b, c);
}

/** Returns a · b − c in four lanes of float32, rounded once. */
@inline
export function msub(a: v128, b: v128, c: v128): v128 {
  return madd(a, b, f32x4.neg(c));
}

/** The same without a fused instruction: two lanes of doubles at a time, in which the product is exact. */
function exactMadd(a: v128, b: v128, c: v128): v128 {
  const low = maddOfPair(a, b, c);
  const high = maddOfPair(upperHalf(a), upperHalf(b), upperHalf(c));
  return i8x16.shuffle(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

@inline
function upperHalf(x: v128): v128 {
  return i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
}

/**
 * The lower two lanes. A double that was rounded to nearest and is then rounded to float32 may lie half way by its first
 * rounding alone. So it is rounded to odd: where the sum was not exact and came out even, its odd neighbour on the side
 * of what was lost (Boldo and Melquiond, 2008).
 */
function maddOfPair(a: v128, b: v128, c: v128): v128 {
  const product = f64x2.mul(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b));
  const addend = f64x2.promote_low_f32x4(c);
  const sum = f64x2.add(product, addend);
  const part = f64x2.sub(sum, product);
  const lost = f64x2.add(f64x2.sub(product, f64x2.sub(sum, part)), f64x2.sub(addend, part));
  const zero = f64x2.splat(0);
  const one = i64x2.splat(1);
  // Of an infinite or undefined sum nothing was lost.
  const inexact = v128.or(f64x2.gt(lost, zero), f64x2.lt(lost, zero));
  const even = i64x2.eq(v128.and(sum, one), i64x2.splat(0));
  // One bit more where both have one sign, one less where not.
  const apart = i64x2.shr_u(v128.xor(sum, lost), 63);
  const step = i64x2.sub(one, i64x2.add(apart, apart));
  return f32x4.demote_f64x2_zero(i64x2.add(sum, v128.and(step, v128.and(inexact, even))));
}
