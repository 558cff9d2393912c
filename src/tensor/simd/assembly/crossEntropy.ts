import { LOG_SUM, writeLogSums } from "./crossEntropy/logSums";
import { slopesOfRow, slopesOfRows } from "./crossEntropy/slopes";
import { exp4 } from "./lanes/exp";
import { loadUpTo4, storeUpTo4 } from "./lanes/load";

// As `src/tensor/kernels/crossEntropyRows.ts`, over rows without gaps.

/** So many rows at once have their sums taken, unless they are long: then they are to stay in the cache until they are written. */
const ROWS: i32 = 64;
const ROWS_OF_LONG: i32 = 4;
const LONG: i32 = 1024;

/** y = the log-softmax of x, by rows of `classes`. `logSums` holds 512 bytes meanwhile. */
export function crossEntropyRows(rows: i32, classes: i32, x: usize, xRow: i32, y: usize, yRow: i32, logSums: usize): void {
  const most = classes > LONG ? ROWS_OF_LONG : ROWS;
  for (; rows > 0; rows -= most) {
    const there = min(rows, most);
    writeLogSums(there, classes, x, xRow, logSums);
    for (let row = 0; row < there; row++) {
      writeRow(classes, x, y, logSums + row * LOG_SUM);
      x += xRow;
      y += yRow;
    }
  }
}

/** y = x − max − logSum. */
@inline
function writeRow(classes: i32, x: usize, y: usize, logSum: usize): void {
  const most = v128.load32_splat(logSum), log = v128.load32_splat(logSum, 4);
  for (let i = classes >> 4; i > 0; i--) {
    v128.store(y, f32x4.sub(f32x4.sub(v128.load(x), most), log));
    v128.store(y, f32x4.sub(f32x4.sub(v128.load(x, 16), most), log), 16);
    v128.store(y, f32x4.sub(f32x4.sub(v128.load(x, 32), most), log), 32);
    v128.store(y, f32x4.sub(f32x4.sub(v128.load(x, 48), most), log), 48);
    x += 64;
    y += 64;
  }
  for (let i = (classes & 15) >> 2; i > 0; i--) {
    v128.store(y, f32x4.sub(f32x4.sub(v128.load(x), most), log));
    x += 16;
    y += 16;
  }
  const left = classes & 3;
  if (left > 0) storeUpTo4(y, f32x4.sub(f32x4.sub(loadUpTo4(x, 4, left), most), log), left);
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

/** dx += the slopes of rows of log-probabilities x: see `slopesOfRows`. A `fresh` dx counts as 0. */
export function crossEntropyBackwardRows(
  rows: i32, classes: i32, x: usize, target: usize, ignored: i32, isMean: i32, dx: usize, upstream: usize, fresh: i32,
): i32 {
  if (fresh) return slopesOfRows(true, rows, classes, x, target, ignored, isMean, dx, upstream);
  return slopesOfRows(false, rows, classes, x, target, ignored, isMean, dx, upstream);
}

/** dx += the same of one row. */
export function crossEntropyBackwardRow(classes: i32, x: usize, dx: usize, hit: i32, share: f32): void {
  slopesOfRow(false, classes, x, dx, hit, f32x4.splat(share));
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

function expOfOne(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}
