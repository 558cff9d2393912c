import { lower, rounded, upper } from "./lanes/double";
import { load4, store4 } from "./lanes/load";

// PyTorch's sums in float32, as in `src/tensor/kernels/sums.ts`, four columns at a time. Steps are in bytes. What is `fresh` counts
// as 0, whatever is there.

/** How many numbers a run has, as a power of 2. */
@inline
function powerOf(count: i32): i32 {
  return max<i32>(4, (32 - clz<i32>(count - 1)) >> 2);
}

/** Four sums of `count` rows, in runs and four levels. */
@inline
function cascade(x: usize, column: i32, step: i32, count: i32, all: bool): v128 {
  const power = powerOf(count);
  const run = 1 << power;
  const zero = f32x4.splat(0);
  let s0 = zero;
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  let i = 0;
  while (i + run <= count) {
    for (const end = i + run; i < end; i++) {
      s0 = f32x4.add(s0, load4(x, column, all));
      x += step;
    }
    s1 = f32x4.add(s1, s0);
    s0 = zero;
    if ((i & ((run - 1) << power)) != 0) continue;
    s2 = f32x4.add(s2, s1);
    s1 = zero;
    if ((i & ((run - 1) << (2 * power))) != 0) continue;
    s3 = f32x4.add(s3, s2);
    s2 = zero;
  }
  for (; i < count; i++) {
    s0 = f32x4.add(s0, load4(x, column, all));
    x += step;
  }
  return f32x4.add(f32x4.add(f32x4.add(s0, s1), s2), s3);
}

/** Four sums of `count` rows, each made of four, over every fourth row. */
@inline
function interleaved(x: usize, column: i32, step: i32, count: i32, all: bool): v128 {
  const quarter = count >> 2;
  let sum = cascade(x, column, 4 * step, quarter, all);
  const second = cascade(x + step, column, 4 * step, quarter, all);
  const third = cascade(x + 2 * step, column, 4 * step, quarter, all);
  const fourth = cascade(x + 3 * step, column, 4 * step, quarter, all);
  x += 4 * quarter * step;
  for (let i = 4 * quarter; i < count; i++) {
    sum = f32x4.add(sum, load4(x, column, all));
    x += step;
  }
  return f32x4.add(f32x4.add(f32x4.add(sum, second), third), fourth);
}

function cascadeOfFour(x: usize, column: i32, step: i32, count: i32): v128 {
  return cascade(x, column, step, count, true);
}

function cascadeOfOne(x: usize, step: i32, count: i32): v128 {
  return cascade(x, 4, step, count, false);
}

function interleavedOfFour(x: usize, column: i32, step: i32, count: i32): v128 {
  return interleaved(x, column, step, count, true);
}

function interleavedOfOne(x: usize, step: i32, count: i32): v128 {
  return interleaved(x, 4, step, count, false);
}

/** The levels of 32 columns above the first, in `work`: each is 128 bytes. */
const LEVEL = 128;

/** Adds the sums of `count` rows of 32 adjacent columns to y: two whole cache lines of each row are read at once. */
function cascadeOf32(x: usize, step: i32, count: i32, y: usize, work: usize, kept: v128): void {
  const power = powerOf(count);
  const run = 1 << power;
  const zero = f32x4.splat(0);
  memory.fill(work, 0, 3 * LEVEL);
  let i = 0;
  for (;;) {
    const whole = i + run <= count;
    const end = whole ? i + run : count;
    let a = zero;
    let b = zero;
    let c = zero;
    let d = zero;
    let e = zero;
    let f = zero;
    let g = zero;
    let h = zero;
    for (; i < end; i++) {
      a = f32x4.add(a, v128.load(x));
      b = f32x4.add(b, v128.load(x, 16));
      c = f32x4.add(c, v128.load(x, 32));
      d = f32x4.add(d, v128.load(x, 48));
      e = f32x4.add(e, v128.load(x, 64));
      f = f32x4.add(f, v128.load(x, 80));
      g = f32x4.add(g, v128.load(x, 96));
      h = f32x4.add(h, v128.load(x, 112));
      x += step;
    }
    if (!whole) {
      finish(y, a, work, kept);
      finish(y + 16, b, work + 16, kept);
      finish(y + 32, c, work + 32, kept);
      finish(y + 48, d, work + 48, kept);
      finish(y + 64, e, work + 64, kept);
      finish(y + 80, f, work + 80, kept);
      finish(y + 96, g, work + 96, kept);
      finish(y + 112, h, work + 112, kept);
      return;
    }
    v128.store(work, f32x4.add(v128.load(work), a));
    v128.store(work, f32x4.add(v128.load(work, 16), b), 16);
    v128.store(work, f32x4.add(v128.load(work, 32), c), 32);
    v128.store(work, f32x4.add(v128.load(work, 48), d), 48);
    v128.store(work, f32x4.add(v128.load(work, 64), e), 64);
    v128.store(work, f32x4.add(v128.load(work, 80), f), 80);
    v128.store(work, f32x4.add(v128.load(work, 96), g), 96);
    v128.store(work, f32x4.add(v128.load(work, 112), h), 112);
    if ((i & ((run - 1) << power)) != 0) continue;
    raise(work);
    if ((i & ((run - 1) << (2 * power))) != 0) continue;
    raise(work + LEVEL);
  }
}

/** Adds a level to the one above, and clears it. */
function raise(level: usize): void {
  for (const end = level + LEVEL; level < end; level += 16) {
    v128.store(level + LEVEL, f32x4.add(v128.load(level + LEVEL), v128.load(level)));
    v128.store(level, f32x4.splat(0));
  }
}

@inline
function finish(y: usize, sum: v128, level: usize, kept: v128): void {
  const low = f32x4.add(f32x4.add(sum, v128.load(level)), v128.load(level + LEVEL));
  addFour(y, f32x4.add(low, v128.load(level + 2 * LEVEL)), kept);
}

/** Adds to the bits of y that are in `kept`. */
@inline
function addFour(y: usize, sum: v128, kept: v128): void {
  v128.store(y, f32x4.add(v128.and(v128.load(y), kept), sum));
}

/** All bits of four numbers that are added to; none where these are `fresh`, and count as 0. */
@inline
function keptOf(fresh: i32): v128 {
  return i32x4.splat(fresh == 0 ? -1 : 0);
}

/** y += the sums of `count` rows of each column: cascades in the first `cascaded` of them, interleaved sums in the others. */
export function accumulateColumns(
  columns: i32, cascaded: i32, x: usize, column: i32, step: i32, count: i32, y: usize, work: usize, fresh: i32,
): void {
  const kept = keptOf(fresh);
  let at = 0;
  if (column == 4) {
    for (; at + 32 <= cascaded; at += 32) cascadeOf32(x + (at << 2), step, count, y + (at << 2), work, kept);
  }
  for (; at + 4 <= cascaded; at += 4) {
    addFour(y + (at << 2), cascadeOfFour(x + at * column, column, step, count), kept);
  }
  for (; at < cascaded; at++) addOne(y + (at << 2), cascadeOfOne(x + at * column, step, count), fresh);
  for (; at + 4 <= columns; at += 4) {
    addFour(y + (at << 2), interleavedOfFour(x + at * column, column, step, count), kept);
  }
  for (; at < columns; at++) addOne(y + (at << 2), interleavedOfOne(x + at * column, step, count), fresh);
}

@inline
function addOne(y: usize, sum: v128, fresh: i32): void {
  store<f32>(y, (fresh ? <f32>0 : load<f32>(y)) + f32x4.extract_lane(sum, 0));
}

/** y += the sums of rows of 8 adjacent numbers or more. */
export function accumulateAdjacent(rows: i32, x: usize, xRow: i32, count: i32, y: usize, fresh: i32): void {
  for (; rows > 0; rows--) {
    const vectors = count >> 3;
    let sum: f32 = 0;
    for (let i = 8 * vectors; i < count; i++) sum += load<f32>(x + (i << 2));
    const low = interleavedOfFour(x, 4, 32, vectors);
    const high = interleavedOfFour(x + 16, 4, 32, vectors);
    sum += f32x4.extract_lane(low, 0);
    sum += f32x4.extract_lane(low, 1);
    sum += f32x4.extract_lane(low, 2);
    sum += f32x4.extract_lane(low, 3);
    sum += f32x4.extract_lane(high, 0);
    sum += f32x4.extract_lane(high, 1);
    sum += f32x4.extract_lane(high, 2);
    sum += f32x4.extract_lane(high, 3);
    store<f32>(y, (fresh ? <f32>0 : load<f32>(y)) + sum);
    x += xRow;
    y += 4;
  }
}

/** y += k · the sum, in double, of `count` rows of each column: of a, or of the products of a and b, rounded first. */
@inline
function sumColumns(
  product: bool, columns: i32, count: i32, a: usize, aColumn: i32, aStep: i32, b: usize, bColumn: i32, bStep: i32, y: usize, k: f64,
  fresh: i32,
): void {
  const kept = keptOf(fresh);
  const scale = f64x2.splat(k);
  for (let at = 0; at < columns; ) {
    const all = at + 4 <= columns;
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    let p = a;
    let q = b;
    for (let i = count; i > 0; i--) {
      let x = load4(p, aColumn, all);
      if (product) x = f32x4.mul(x, load4(q, bColumn, all));
      low = f64x2.add(low, lower(x));
      high = f64x2.add(high, upper(x));
      p += aStep;
      q += bStep;
    }
    const part = rounded(f64x2.mul(scale, low), f64x2.mul(scale, high));
    store4(y, f32x4.add(v128.and(load4(y, 4, all), kept), part), all);
    const width = all ? 4 : 1;
    at += width;
    a += width * aColumn;
    b += width * bColumn;
    y += width << 2;
  }
}

/** y += k · Σ x over `count` rows of each column, taken in double. */
export function addScaledColumns(columns: i32, count: i32, x: usize, column: i32, step: i32, y: usize, k: f64, fresh: i32): void {
  sumColumns(false, columns, count, x, column, step, x, column, step, y, k, fresh);
}

/** y += k · Σ a · b over `count` rows of each column: products are rounded, their sum is in double. */
export function addProductColumns(
  columns: i32, count: i32, a: usize, aColumn: i32, aStep: i32, b: usize, bColumn: i32, bStep: i32, y: usize, k: f64, fresh: i32,
): void {
  sumColumns(true, columns, count, a, aColumn, aStep, b, bColumn, bStep, y, k, fresh);
}
