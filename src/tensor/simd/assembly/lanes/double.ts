/** The lower two of four float32, as doubles. */
@inline
export function lower(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** The upper two of four float32, as doubles. */
@inline
export function upper(x: v128): v128 {
  return f64x2.promote_low_f32x4(i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
}

/** Four doubles, each rounded to float32. */
@inline
export function rounded(low: v128, high: v128): v128 {
  return i8x16.shuffle(
    f32x4.demote_f64x2_zero(low),
    f32x4.demote_f64x2_zero(high),
    0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23,
  );
}
