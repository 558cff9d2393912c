import { exp4 } from "./lanes/exp";
import { loadUpTo4, storeUpTo4 } from "./lanes/load";
import { log4 } from "./lanes/log";
import { msub } from "./lanes/madd";
import { maxOf } from "./lanes/max";

// As `src/tensor/kernels/crossEntropyRows.ts`, over rows without gaps.

/** y = the log-softmax of x, by rows of `classes`. */
export function crossEntropyRows(rows: i32, classes: i32, x: usize, xRow: i32, y: usize, yRow: i32): void {
  const whole = classes & ~3;
  for (; rows > 0; rows--) {
    const most = f32x4.splat(maxOf(x, classes));
    const logSum = logOf(f32x4.splat(sumOfExp(x, classes, most)));
    let from = x;
    let to = y;
    if (whole) {
      const end = x + (whole << 2);
      // Conditions are at the end, as in functions.ts.
      do {
        v128.store(to, f32x4.sub(f32x4.sub(v128.load(from), most), logSum));
        from += 16;
        to += 16;
      } while (from != end);
    }
    const left = classes - whole;
    if (left > 0) storeUpTo4(to, f32x4.sub(f32x4.sub(loadUpTo4(from, 4, left), most), logSum), left);
    x += xRow;
    y += yRow;
  }
}

function logOf(x: v128): v128 {
  return log4(x);
}

function expOf(x: v128): v128 {
  return exp4(x);
}

/** Fewer than 8 are added in order; of more, every eighth, and these eight sums in halves. */
function sumOfExp(x: usize, classes: i32, most: v128): f32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  const end = x + ((classes & ~7) << 2);
  if (x != end) {
    do {
      low = f32x4.add(low, exp4(f32x4.sub(v128.load(x), most)));
      high = f32x4.add(high, exp4(f32x4.sub(v128.load(x, 16), most)));
      x += 32;
    } while (x != end);
  }
  const left = classes & 7;
  if (left > 0) {
    // Of what is not there, 0 is added to a sum that is not negative.
    const a = expOf(f32x4.sub(loadUpTo4(x, 4, left), most));
    low = f32x4.add(low, v128.and(a, i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3))));
    if (left > 4) {
      const b = expOf(f32x4.sub(loadUpTo4(x + 16, 4, left - 4), most));
      high = f32x4.add(high, v128.and(b, i32x4.gt_s(i32x4.splat(left), i32x4(4, 5, 6, 7))));
    }
  }
  if (classes < 8) {
    let sum = f32x4.extract_lane(low, 0) + f32x4.extract_lane(low, 1);
    sum += f32x4.extract_lane(low, 2);
    sum += f32x4.extract_lane(low, 3);
    sum += f32x4.extract_lane(high, 0);
    sum += f32x4.extract_lane(high, 1);
    return sum + f32x4.extract_lane(high, 2);
  }
  const four = f32x4.add(low, high);
  const first = f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 2);
  return first + (f32x4.extract_lane(four, 1) + f32x4.extract_lane(four, 3));
}

function expOfOne(x: f32): f32 {
  return f32x4.extract_lane(expOf(f32x4.splat(x)), 0);
}

/** What the target's own gradient grows by: share · eˣ − share, rounded once. */
function ownSlope(share: f32, x: f32): f32 {
  const scale = f32x4.splat(share);
  return f32x4.extract_lane(msub(scale, expOf(f32x4.splat(x)), scale), 0);
}

/**
 * dx += share · eˣ over rows, less one share where the target is; of an ignored row, nans alone. Returns the row whose target is
 * no class, having done those before; −1 where there is none.
 */
export function crossEntropyBackwardRows(
  rows: i32, classes: i32, x: usize, target: usize, ignored: i32, dx: usize, share: f32,
): i32 {
  for (let row = 0; row < rows; row++) {
    const hit = load<i32>(target + (row << 2));
    if (hit == ignored) {
      for (let i = 0; i < classes; i++) {
        const value = load<f32>(x);
        if (value != value) store<f32>(dx, value);
        x += 4;
        dx += 4;
      }
      continue;
    }
    if (<u32>hit >= <u32>classes) return row;
    crossEntropyBackwardRow(classes, x, dx, hit, share);
    x += classes << 2;
    dx += classes << 2;
  }
  return -1;
}

/** The same of one row. */
export function crossEntropyBackwardRow(classes: i32, x: usize, dx: usize, hit: i32, share: f32): void {
  const scale = f32x4.splat(share);
  const at = hit << 2;
  const last = load<f32>(dx + at) + ownSlope(share, load<f32>(x + at));
  let to = dx;
  const end = dx + ((classes & ~3) << 2);
  if (to != end) {
    do {
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(scale, exp4(v128.load(x)))));
      x += 16;
      to += 16;
    } while (to != end);
  }
  const left = classes & 3;
  if (left > 0) {
    const part = f32x4.mul(scale, expOf(loadUpTo4(x, 4, left)));
    storeUpTo4(to, f32x4.add(loadUpTo4(to, 4, left), part), left);
  }
  store<f32>(dx + at, last);
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
