import { exp4 } from "./lanes/exp";
import { log4 } from "./lanes/log";
import { msub } from "./lanes/madd";
import { maxOf } from "./lanes/max";

// As `src/tensor/kernels/crossEntropyRows.ts`, over rows without gaps.

/** y = the log-softmax of x, by rows of `classes`. */
export function crossEntropyRows(rows: i32, classes: i32, x: usize, xRow: i32, y: usize, yRow: i32, work: usize): void {
  for (; rows > 0; rows--) {
    const max = maxOf(x, classes);
    const sum = classes < 8 ? sumInOrder(x, classes, max) : sumOfEight(x, classes, max, work);
    const most = f32x4.splat(max);
    const logSum = f32x4.splat(f32x4.extract_lane(log4(f32x4.splat(sum)), 0));
    let at = 0;
    for (const whole = classes << 2; at + 16 <= whole; at += 16) {
      v128.store(y + at, f32x4.sub(f32x4.sub(v128.load(x + at), most), logSum));
    }
    for (const whole = classes << 2; at < whole; at += 4) {
      store<f32>(y + at, load<f32>(x + at) - max - f32x4.extract_lane(logSum, 0));
    }
    x += xRow;
    y += yRow;
  }
}

function expOfOne(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

function sumInOrder(x: usize, classes: i32, max: f32): f32 {
  let sum: f32 = 0;
  for (let i = 0; i < classes; i++) sum += expOfOne(load<f32>(x + (i << 2)) - max);
  return sum;
}

/** Eight sums, each of every eighth, and these in halves. */
function sumOfEight(x: usize, classes: i32, max: f32, work: usize): f32 {
  const most = f32x4.splat(max);
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  for (let i = classes >> 3; i > 0; i--) {
    low = f32x4.add(low, exp4(f32x4.sub(v128.load(x), most)));
    high = f32x4.add(high, exp4(f32x4.sub(v128.load(x, 16), most)));
    x += 32;
  }
  v128.store(work, low);
  v128.store(work, high, 16);
  for (let i = 0; i < (classes & 7); i++) {
    const to = work + (i << 2);
    store<f32>(to, load<f32>(to) + expOfOne(load<f32>(x + (i << 2)) - max));
  }
  const four = f32x4.add(v128.load(work), v128.load(work, 16));
  const first = f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 2);
  return first + (f32x4.extract_lane(four, 1) + f32x4.extract_lane(four, 3));
}

/** dx += share · eˣ over a row, less one share where the target is. */
export function crossEntropyBackwardRow(classes: i32, x: usize, dx: usize, hit: i32, share: f32): void {
  const scale = f32x4.splat(share);
  const at = hit << 2;
  const before = load<f32>(dx + at);
  const own = f32x4.extract_lane(msub(scale, exp4(f32x4.splat(load<f32>(x + at))), scale), 0);
  let to = dx;
  for (let i = classes >> 2; i > 0; i--) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(scale, exp4(v128.load(x)))));
    x += 16;
    to += 16;
  }
  for (let i = classes & 3; i > 0; i--) {
    store<f32>(to, load<f32>(to) + share * expOfOne(load<f32>(x)));
    x += 4;
    to += 4;
  }
  store<f32>(dx + at, before + own);
}

/** dx += even − eˣ · sum over a row, and own − eˣ · sum where the target is. */
export function crossEntropySmoothRow(classes: i32, x: usize, dx: usize, hit: i32, even: f32, own: f32, sum: f32): void {
  const scale = f32x4.splat(sum);
  const slope = f32x4.splat(even);
  const at = hit << 2;
  const last = load<f32>(dx + at) + (own - expOfOne(load<f32>(x + at)) * sum);
  let to = dx;
  for (let i = classes >> 2; i > 0; i--) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.sub(slope, f32x4.mul(exp4(v128.load(x)), scale))));
    x += 16;
    to += 16;
  }
  for (let i = classes & 3; i > 0; i--) {
    store<f32>(to, load<f32>(to) + (even - expOfOne(load<f32>(x)) * sum));
    x += 4;
    to += 4;
  }
  store<f32>(dx + at, last);
}
