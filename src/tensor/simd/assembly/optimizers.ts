import { load4, store4 } from "./lanes/load";
import { madd, nmadd } from "./lanes/madd";

// As `src/tensor/kernels/optimizers.ts`: n numbers of each tensor, without gaps, and `sign` −1 where it climbs.

/** p −= rate · (sign · g + decay · p). */
export function sgdDecayed(n: i32, parameter: usize, grad: usize, rate: f32, decay: f32, sign: f32): void {
  const lr = f32x4.splat(rate);
  const weight = f32x4.splat(decay);
  const up = f32x4.splat(sign);
  for (let i = 0; i < n; ) {
    const all = i + 4 <= n;
    const at = i << 2;
    const p = load4(parameter + at, 4, all);
    const slope = madd(weight, p, f32x4.mul(up, load4(grad + at, 4, all)));
    store4(parameter + at, nmadd(lr, slope, p), all);
    i += all ? 4 : 1;
  }
}

/** With a buffer, which keeps `kept` of itself and takes `taken` of the slope; `ahead` goes one step along it. */
export function sgdMomentum(
  n: i32, parameter: usize, grad: usize, buffer: usize,
  rate: f32, decay: f32, kept: f32, taken: f32, sign: f32, ahead: i32,
): void {
  const lr = f32x4.splat(rate);
  const weight = f32x4.splat(decay);
  const keep = f32x4.splat(kept);
  const take = f32x4.splat(taken);
  const up = f32x4.splat(sign);
  for (let i = 0; i < n; ) {
    const all = i + 4 <= n;
    const at = i << 2;
    const p = load4(parameter + at, 4, all);
    const slope = madd(weight, p, f32x4.mul(up, load4(grad + at, 4, all)));
    const moved = madd(take, slope, f32x4.mul(keep, load4(buffer + at, 4, all)));
    store4(buffer + at, moved, all);
    store4(parameter + at, nmadd(lr, ahead ? madd(keep, moved, slope) : moved, p), all);
    i += all ? 4 : 1;
  }
}

/** Adam's step. */
export function adam(
  n: i32, parameter: usize, grad: usize, mean: usize, square: usize,
  rate: f32, correction: f32, least: f32, keptMean: f32, newMean: f32, keptSquare: f32, newSquare: f32,
  decay: f32, shrink: f32, sign: f32,
): void {
  for (let i = 0; i < n; ) {
    const all = i + 4 <= n;
    const at = i << 2;
    const value = f32x4.mul(load4(parameter + at, 4, all), f32x4.splat(shrink));
    const slope = madd(f32x4.splat(decay), value, f32x4.mul(f32x4.splat(sign), load4(grad + at, 4, all)));
    const first = madd(f32x4.splat(newMean), slope, f32x4.mul(load4(mean + at, 4, all), f32x4.splat(keptMean)));
    const kept = f32x4.mul(load4(square + at, 4, all), f32x4.splat(keptSquare));
    const second = madd(f32x4.mul(f32x4.splat(newSquare), slope), slope, kept);
    store4(mean + at, first, all);
    store4(square + at, second, all);
    const deviation = f32x4.add(f32x4.div(f32x4.sqrt(second), f32x4.splat(correction)), f32x4.splat(least));
    const step = f32x4.div(f32x4.mul(f32x4.splat(rate), first), deviation);
    store4(parameter + at, f32x4.sub(value, step), all);
    i += all ? 4 : 1;
  }
}
