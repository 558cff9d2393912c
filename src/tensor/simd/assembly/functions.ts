import { tanh4 } from "./lanes/tanh";

/** y = tanh x of n float32. */
export function tanh(n: i32, x: usize, y: usize): void {
  const whole = n & ~3;
  let i = 0;
  for (; i < whole; i += 4) v128.store(y + (i << 2), tanh4(v128.load(x + (i << 2))));
  for (; i < n; i++) v128.store32_lane(y + (i << 2), tanh4(v128.load32_zero(x + (i << 2))), 0);
}
