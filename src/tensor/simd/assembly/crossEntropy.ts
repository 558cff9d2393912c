import { exp4 } from "./lanes/exp";
import { loadUpTo4, storeUpTo4 } from "./lanes/load";
import { log4 } from "./lanes/log";
import { msub } from "./lanes/madd";
import { maxOf } from "./lanes/max";

// As `src/tensor/kernels/crossEntropyRows.ts`, over rows without gaps.

/** y = the log-softmax of x, by rows of `classes`. Four logarithms are taken at a time: one alone takes as long. */
export function crossEntropyRows(rows: i32, classes: i32, x: usize, xRow: i32, y: usize, yRow: i32): void {
  for (; rows > 0; rows -= 4) {
    const m0 = maxOf(x, classes);
    let m1: f32 = 0, m2: f32 = 0, m3: f32 = 0;
    let sums = f32x4.splat(sumOfExp(x, classes, f32x4.splat(m0)));
    let row = x;
    if (rows > 1) {
      row += xRow;
      m1 = maxOf(row, classes);
      sums = f32x4.replace_lane(sums, 1, sumOfExp(row, classes, f32x4.splat(m1)));
    }
    if (rows > 2) {
      row += xRow;
      m2 = maxOf(row, classes);
      sums = f32x4.replace_lane(sums, 2, sumOfExp(row, classes, f32x4.splat(m2)));
    }
    if (rows > 3) {
      row += xRow;
      m3 = maxOf(row, classes);
      sums = f32x4.replace_lane(sums, 3, sumOfExp(row, classes, f32x4.splat(m3)));
    }
    const logs = log4(sums);
    writeRow(classes, x, y, m0, f32x4.extract_lane(logs, 0));
    if (rows > 1) writeRow(classes, x + xRow, y + yRow, m1, f32x4.extract_lane(logs, 1));
    if (rows > 2) writeRow(classes, x + 2 * xRow, y + 2 * yRow, m2, f32x4.extract_lane(logs, 2));
    if (rows > 3) writeRow(classes, x + 3 * xRow, y + 3 * yRow, m3, f32x4.extract_lane(logs, 3));
    x += 4 * xRow;
    y += 4 * yRow;
  }
}

/** y = x − max − logSum. */
function writeRow(classes: i32, x: usize, y: usize, max: f32, logSum: f32): void {
  const most = f32x4.splat(max), log = f32x4.splat(logSum);
  const end = x + ((classes & ~3) << 2);
  if (x != end) {
    // Conditions are at the end, as in functions.ts.
    do {
      v128.store(y, f32x4.sub(f32x4.sub(v128.load(x), most), log));
      x += 16;
      y += 16;
    } while (x != end);
  }
  const left = classes & 3;
  if (left > 0) storeUpTo4(y, f32x4.sub(f32x4.sub(loadUpTo4(x, 4, left), most), log), left);
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

/** How many targets are not left out. */
function countTaken(rows: i32, target: usize, ignored: i32): i32 {
  let count = 0;
  for (let row = 0; row < rows; row++) count += i32(load<i32>(target + (row << 2)) != ignored);
  return count;
}

/** As many partial sums as `src/tensor/kernels/cross_entropy.ts` has. */
const LEVELS = 8;

/**
 * Writes −Σ x[row, target[row]] / n, n the targets taken where it is a mean, else 1. Returns the row whose target is no class, and
 * writes nothing then; −1 where there is none. `levels` holds 32 bytes meanwhile.
 */
export function lossOfRows(
  rows: i32, classes: i32, x: usize, target: usize, ignored: i32, isMean: i32, loss: usize, levels: usize,
): i32 {
  memory.fill(levels, 0, LEVELS << 2);
  let taken = 0;
  for (let row = 0; row < rows; row++) {
    const hit = load<i32>(target + (row << 2));
    if (hit != ignored) {
      if (<u32>hit >= <u32>classes) return row;
      taken++;
      store<f32>(levels, load<f32>(levels) - load<f32>(x + (hit << 2)));
      for (let level = 0; level + 1 < LEVELS && (row & (15 << (4 * level))) == 0; level++) {
        const at = levels + (level << 2);
        store<f32>(at, load<f32>(at, 4) + load<f32>(at), 4);
        store<f32>(at, 0);
      }
    }
    x += classes << 2;
  }
  let total: f32 = 0;
  for (let level = 0; level < LEVELS; level++) total += load<f32>(levels + (level << 2));
  store<f32>(loss, isMean ? total / <f32>taken : total);
  return -1;
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
 * dx += share · eˣ over rows, less one share where the target is; of an ignored row, nans alone. A share is what comes from `upstream`,
 * of a mean by the targets that are taken. A `fresh` dx counts as 0. Returns the row whose target is no class, having done those before;
 * −1 where there is none.
 */
export function crossEntropyBackwardRows(
  rows: i32, classes: i32, x: usize, target: usize, ignored: i32, isMean: i32, dx: usize, upstream: usize, fresh: i32,
): i32 {
  const taken = isMean ? countTaken(rows, target, ignored) : 1;
  const share = <f32>(<f64>load<f32>(upstream) / <f64>taken);
  for (let row = 0; row < rows; row++) {
    const hit = load<i32>(target + (row << 2));
    if (hit == ignored) {
      if (fresh) memory.fill(dx, 0, classes << 2);
      for (let i = 0; i < classes; i++) {
        const value = load<f32>(x);
        if (value != value) store<f32>(dx, value);
        x += 4;
        dx += 4;
      }
      continue;
    }
    if (<u32>hit >= <u32>classes) return row;
    crossEntropyBackwardRow(classes, x, dx, hit, share, fresh);
    x += classes << 2;
    dx += classes << 2;
  }
  return -1;
}

/** The same of one row. */
export function crossEntropyBackwardRow(classes: i32, x: usize, dx: usize, hit: i32, share: f32, fresh: i32): void {
  const kept = i32x4.splat(fresh == 0 ? -1 : 0);
  const scale = f32x4.splat(share);
  const at = hit << 2;
  const last = (fresh ? <f32>0 : load<f32>(dx + at)) + ownSlope(share, load<f32>(x + at));
  let to = dx;
  const end = dx + ((classes & ~3) << 2);
  if (to != end) {
    do {
      v128.store(to, f32x4.add(v128.and(v128.load(to), kept), f32x4.mul(scale, exp4(v128.load(x)))));
      x += 16;
      to += 16;
    } while (to != end);
  }
  const left = classes & 3;
  if (left > 0) {
    const part = f32x4.mul(scale, expOf(loadUpTo4(x, 4, left)));
    storeUpTo4(to, f32x4.add(v128.and(loadUpTo4(to, 4, left), kept), part), left);
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
