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
  const rates = f32x4.splat(rate), corrections = f32x4.splat(correction), leasts = f32x4.splat(least);
  const keptMeans = f32x4.splat(keptMean), newMeans = f32x4.splat(newMean);
  const keptSquares = f32x4.splat(keptSquare), newSquares = f32x4.splat(newSquare);
  const decays = f32x4.splat(decay), shrinks = f32x4.splat(shrink), signs = f32x4.splat(sign);
  let left = n;
  if (left > 3) {
    // The condition is at the end, as in functions.ts.
    do {
      adamOf(
        true, parameter, grad, mean, square,
        rates, corrections, leasts, keptMeans, newMeans, keptSquares, newSquares, decays, shrinks, signs,
      );
      parameter += 16; grad += 16; mean += 16; square += 16;
      left -= 4;
    } while (left > 3);
  }
  for (; left > 0; left--) {
    adamOf(
      false, parameter, grad, mean, square,
      rates, corrections, leasts, keptMeans, newMeans, keptSquares, newSquares, decays, shrinks, signs,
    );
    parameter += 4; grad += 4; mean += 4; square += 4;
  }
}

/** The same of four numbers, or of one. */
@inline
function adamOf(
  all: bool, parameter: usize, grad: usize, mean: usize, square: usize,
  rate: v128, correction: v128, least: v128, keptMean: v128, newMean: v128, keptSquare: v128, newSquare: v128,
  decay: v128, shrink: v128, sign: v128,
): void {
  const value = f32x4.mul(load4(parameter, 4, all), shrink);
  const slope = madd(decay, value, f32x4.mul(sign, load4(grad, 4, all)));
  const first = madd(newMean, slope, f32x4.mul(load4(mean, 4, all), keptMean));
  const second = madd(f32x4.mul(newSquare, slope), slope, f32x4.mul(load4(square, 4, all), keptSquare));
  store4(mean, first, all);
  store4(square, second, all);
  const deviation = f32x4.add(f32x4.div(f32x4.sqrt(second), correction), least);
  store4(parameter, f32x4.sub(value, f32x4.div(f32x4.mul(rate, first), deviation)), all);
}
