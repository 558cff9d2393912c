/** The smallest number that is rounded at the place of all others. */
const NORMAL: f32 = 1.1754943508222875e-38;
/** How far from the middle between two float32 a double is surely on the right side, in units of its last place. */
const DOUBT: i32 = 1 << 20;

/** Whether one of four may be rounded the wrong way: `factor` is 0 where the result is, and nothing else counts then. */
@inline
export function isDoubtful(low: v128, high: v128, result: v128, factor: v128, usual: v128): bool {
  const cut = v128.and(v128.shuffle<i32>(low, high, 0, 2, 4, 6), i32x4.splat(0x1fffffff));
  const apart = i32x4.gt_s(i32x4.abs(i32x4.sub(cut, i32x4.splat(0x10000000))), i32x4.splat(DOUBT));
  const normal = f32x4.ge(f32x4.abs(result), f32x4.splat(NORMAL));
  const sure = v128.and(apart, v128.or(normal, f32x4.eq(factor, f32x4.splat(0))));
  return i32x4.bitmask(v128.and(sure, usual)) != 15;
}

/** Which of four slopes are not close to 0, where they are less exact by what they are smaller. */
@inline
export function areSteep(low: v128, high: v128): v128 {
  const least = f64x2.splat(0.002);
  return v128.shuffle<i32>(f64x2.gt(f64x2.abs(low), least), f64x2.gt(f64x2.abs(high), least), 0, 2, 4, 6);
}
