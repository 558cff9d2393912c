import { madd } from "./lanes/madd";

/** Returns a · b + c as the kernels compute it, for the test of its rounding. */
export function maddOf(a: f32, b: f32, c: f32): f32 {
  return f32x4.extract_lane(madd(f32x4.splat(a), f32x4.splat(b), f32x4.splat(c)), 0);
}
