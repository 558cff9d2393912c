import { exp4 } from "./lanes/exp";
import { loadUpTo4, storeUpTo4 } from "./lanes/load";
import { log4 } from "./lanes/log";
import { msub } from "./lanes/madd";
import { maxOf } from "./lanes/max";

// As `src/tensor/kernels/crossEntropyRows.ts`, over rows without gaps.

/** y = the log-softmax of x, by rows of `classes`. */
export function crossEntropyRows(rows: i32, classes: i32, x: usize, xRow: i32, y: usize, yRow: i32): void {
  for (; rows > 0; rows--) {
    const most = f32x4.splat(maxOf(x, classes));
    const logSum = log4(f32x4.splat(sumOfExp(x, classes, most)));
    let from = x;
    let to = y;
    for (let left = classes; left > 0; left -= 4) {
      storeUpTo4(to, f32x4.sub(f32x4.sub(loadUpTo4(from, 4, left), most), logSum), left);
      from += 16;
      to += 16;
    }
    x += xRow;
    y += yRow;
  }
}

/** Fewer than 8 are added in order; of more, every eighth, and these eight sums in halves. */
@inline
function sumOfExp(x: usize, classes: i32, most: v128): f32 {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  for (let left = classes; left > 0; left -= 8) {
    let a = exp4(f32x4.sub(loadUpTo4(x, 4, left), most));
    let b = exp4(f32x4.sub(left > 4 ? loadUpTo4(x + 16, 4, left - 4) : f32x4.splat(0), most));
    if (left < 8) {
      // Of what is not there, 0 is added to a sum that is not negative.
      a = v128.and(a, i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3)));
      b = v128.and(b, i32x4.gt_s(i32x4.splat(left), i32x4(4, 5, 6, 7)));
    }
    low = f32x4.add(low, a);
    high = f32x4.add(high, b);
    x += 32;
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
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

/** What the target's own gradient grows by: share · eˣ − share, rounded once. */
function ownSlope(share: f32, x: f32): f32 {
  const scale = f32x4.splat(share);
  return f32x4.extract_lane(msub(scale, exp4(f32x4.splat(x)), scale), 0);
}

/**
 * dx += share · eˣ over rows, less one share where the target is; of an ignored row, nans alone. Returns the row whose target is
 * no class, having done those before; −1 where there is none.
 */
export function crossEntropyBackwardRows(
  rows: i32, classes: i32, x: usize, target: usize, ignored: i32, dx: usize, share: f32,
): i32 {
  const scale = f32x4.splat(share);
  for (let row = 0; row < rows; row++) {
    const hit = load<i32>(target + (row << 2));
    const end = dx + (classes << 2);
    if (hit == ignored) {
      for (; dx < end; dx += 4) {
        const value = load<f32>(x);
        if (value != value) store<f32>(dx, value);
        x += 4;
      }
      continue;
    }
    if (<u32>hit >= <u32>classes) return row;
    const to = dx + (hit << 2);
    const last = load<f32>(to) + ownSlope(share, load<f32>(x + (hit << 2)));
    let from = x;
    for (let left = classes; left > 0; left -= 4) {
      const sum = f32x4.add(loadUpTo4(dx, 4, left), f32x4.mul(scale, exp4(loadUpTo4(from, 4, left))));
      storeUpTo4(dx, sum, left);
      from += 16;
      dx += 16;
    }
    store<f32>(to, last);
    x += classes << 2;
    dx = end;
  }
  return -1;
}

/** The same of one row. */
export function crossEntropyBackwardRow(classes: i32, x: usize, dx: usize, hit: i32, share: f32): void {
  const scale = f32x4.splat(share);
  const at = hit << 2;
  const last = load<f32>(dx + at) + ownSlope(share, load<f32>(x + at));
  let to = dx;
  for (let left = classes; left > 0; left -= 4) {
    storeUpTo4(to, f32x4.add(loadUpTo4(to, 4, left), f32x4.mul(scale, exp4(loadUpTo4(x, 4, left)))), left);
    x += 16;
    to += 16;
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
