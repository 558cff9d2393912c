/** Returns a · b + c of two doubles, rounded once or twice. */
@inline
export function maddOfDoubles(a: v128, b: v128, c: v128): v128 {
  if (FUSED) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** Returns c − a · b of two doubles, rounded once or twice. */
@inline
export function nmaddOfDoubles(a: v128, b: v128, c: v128): v128 {
  if (FUSED) return f64x2.relaxed_nmadd(a, b, c);
  return f64x2.sub(c, f64x2.mul(a, b));
}
