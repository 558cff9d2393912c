import { lower, rounded } from "../lanes/double";
import { madd } from "../lanes/madd";
import { put } from "./put";
import { Steps } from "./steps";

/** What is cut off where a double becomes a float32, and the half of the last place that stays. */
const CUT: i64 = 0x1fffffff;
const HALF: i64 = 0x10000000;

/**
 * Calculates the same as a strip in `strip.ts` without a fused instruction. Sums are doubles that are rounded to float32 at each step:
 * twice, which differs from once only where the double lies half way. That is noticed, and the square of 4 × 4 is taken again. So are
 * all if a product may be `tiny`: see `tiny.ts`.
 */
export function squares(
  rows: i32, vectors: i32, panels: i32, k: i32, a: usize, b: usize, start: usize, c: usize, plus: usize, steps: Steps,
): void {
  for (; panels > 0; panels--) {
    for (let v = 0; v < vectors; v++) {
      const hidden = steps.hidden - 4 * v;
      const from = b + (<usize>v << 4);
      if (steps.tiny || !square(rows, k, a, from, start, c, plus, hidden, steps)) again(rows, k, a, from, start, c, plus, hidden, steps);
      if (start) start += 16;
      c += 16;
      plus += 16;
    }
    b += steps.bPanel;
  }
}

/** Four columns. Says whether all sums are right, and puts them where they belong if so. */
function square(
  rows: i32, k: i32, a: usize, b: usize, start: usize, c: usize, plus: usize, hidden: i32, steps: Steps,
): bool {
  const aRow = steps.aRow, aColumn = steps.aColumn, bRow = steps.bRow, startRow = steps.startRow;
  // A row that is not there is the one before.
  let a0 = a, a1 = rows > 1 ? a0 + aRow : a0, a2 = rows > 2 ? a1 + aRow : a1, a3 = rows > 3 ? a2 + aRow : a2;
  let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  if (start) {
    let from = start;
    s00 = low(from); s01 = low(from + 8);
    if (rows > 1) from += startRow;
    s10 = low(from); s11 = low(from + 8);
    if (rows > 2) from += startRow;
    s20 = low(from); s21 = low(from + 8);
    if (rows > 3) from += startRow;
    s30 = low(from); s31 = low(from + 8);
  }
  let half = i64x2.splat(0);
  let b0 = b;
  for (let t = k; t > 0; t--) {
    const y0 = low(b0), y1 = low(b0 + 8);
    let x = f64x2.splat(<f64>load<f32>(a0)), halves = halvesBeside(x);
    s00 = f64x2.add(f64x2.mul(x, y0), s00); half = v128.or(half, isHalf(s00, halves)); s00 = once(s00);
    s01 = f64x2.add(f64x2.mul(x, y1), s01); half = v128.or(half, isHalf(s01, halves)); s01 = once(s01);
    x = f64x2.splat(<f64>load<f32>(a1)); halves = halvesBeside(x);
    s10 = f64x2.add(f64x2.mul(x, y0), s10); half = v128.or(half, isHalf(s10, halves)); s10 = once(s10);
    s11 = f64x2.add(f64x2.mul(x, y1), s11); half = v128.or(half, isHalf(s11, halves)); s11 = once(s11);
    x = f64x2.splat(<f64>load<f32>(a2)); halves = halvesBeside(x);
    s20 = f64x2.add(f64x2.mul(x, y0), s20); half = v128.or(half, isHalf(s20, halves)); s20 = once(s20);
    s21 = f64x2.add(f64x2.mul(x, y1), s21); half = v128.or(half, isHalf(s21, halves)); s21 = once(s21);
    x = f64x2.splat(<f64>load<f32>(a3)); halves = halvesBeside(x);
    s30 = f64x2.add(f64x2.mul(x, y0), s30); half = v128.or(half, isHalf(s30, halves)); s30 = once(s30);
    s31 = f64x2.add(f64x2.mul(x, y1), s31); half = v128.or(half, isHalf(s31, halves)); s31 = once(s31);
    a0 += aColumn; a1 += aColumn; a2 += aColumn; a3 += aColumn;
    b0 += bRow;
  }
  if (v128.any_true(half)) return false;
  const cRow = steps.cRow, plusRow = steps.plusRow, adding = steps.adding;
  put(c, rounded(s00, s01), plus, adding, hidden);
  if (rows > 1) put(c + cRow, rounded(s10, s11), plus + plusRow, adding, hidden);
  if (rows > 2) put(c + 2 * cRow, rounded(s20, s21), plus + 2 * plusRow, adding, hidden);
  if (rows > 3) put(c + 3 * cRow, rounded(s30, s31), plus + 3 * plusRow, adding, hidden);
  return true;
}

/** Two adjacent float32 as doubles. */
@inline
function low(from: usize): v128 {
  return lower(v128.load64_zero(from));
}

/** Two doubles, rounded to float32. */
@inline
function once(x: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(x));
}

/**
 * What is cut off of a double that lies half way between two float32; of sums with x times a number where x is 1 or −1, which are
 * often there and always exact, what is never cut off.
 */
@inline
function halvesBeside(x: v128): v128 {
  return v128.or(i64x2.splat(HALF), f64x2.eq(f64x2.abs(x), f64x2.splat(1)));
}

@inline
function isHalf(x: v128, halves: v128): v128 {
  return i64x2.eq(v128.and(x, i64x2.splat(CUT)), halves);
}

/** Four columns, each multiply-add as exact as it takes. */
function again(rows: i32, k: i32, a: usize, b: usize, start: usize, c: usize, plus: usize, hidden: i32, steps: Steps): void {
  for (; rows > 0; rows--) {
    let sum = start ? v128.load(start) : f32x4.splat(0);
    let a0 = a;
    let b0 = b;
    for (let t = k; t > 0; t--) {
      sum = madd(v128.load32_splat(a0), v128.load(b0), sum);
      a0 += steps.aColumn;
      b0 += steps.bRow;
    }
    put(c, sum, plus, steps.adding, hidden);
    if (start) start += steps.startRow;
    a += steps.aRow;
    c += steps.cRow;
    plus += steps.plusRow;
  }
}
