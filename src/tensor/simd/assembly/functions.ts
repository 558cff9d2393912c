import { rounded, lower, upper } from "./lanes/double";
import { exp4 } from "./lanes/exp";
import { gelu4 } from "./lanes/gelu";
import { geluTanh4 } from "./lanes/geluTanh";
import { loadUpTo4, storeUpTo4 } from "./lanes/load";
import { log4 } from "./lanes/log";
import { tanhOfVectors } from "./lanes/tanh";
import { tanhOfPairs } from "./lanes/tanhOfPairs";

// Each function takes `rows` rows of `n` numbers: the pointers to the first, and for each operand the bytes from row to row and
// from number to number. What is written to lies without gaps within a row.

const NEG = 0;
const ABS = 1;
const RELU = 2;
const SQRT = 3;
const COPY = 4;
const TANH = 5;
const EXP = 6;
const LOG = 7;
const SIGMOID = 8;
const GELU = 9;
const GELU_TANH = 10;
const INVERSE_SQRT = 11;
const INVERSE_DEVIATION = 12;
const TO_FLOAT = 13;

@inline
function apply(f: i32, x: v128, k: f64): v128 {
  if (f == TANH) return tanhOfPairs(x);
  if (f == EXP) return exp4(x);
  if (f == LOG) return log4(x);
  if (f == SIGMOID) {
    const one = f32x4.splat(1);
    return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
  }
  if (f == GELU) return gelu4(x);
  if (f == GELU_TANH) return geluTanh4(x);
  if (f == SQRT) return f32x4.sqrt(x);
  if (f == NEG) return f32x4.neg(x);
  if (f == ABS) return f32x4.abs(x);
  if (f == RELU) return v128.bitselect(f32x4.splat(0), x, f32x4.lt(x, f32x4.splat(0)));
  if (f == COPY) return x;
  if (f == TO_FLOAT) return f32x4.convert_i32x4_s(x);
  return rounded(ofDoubles(f, lower(x), k), ofDoubles(f, upper(x), k));
}

/** What is computed in double and rounded once. */
@inline
function ofDoubles(f: i32, x: v128, k: f64): v128 {
  const one = f64x2.splat(1);
  const variance = f64x2.add(x, f64x2.splat(k));
  const inverse = f64x2.div(one, f64x2.sqrt(variance));
  if (f == INVERSE_SQRT) return inverse;
  return v128.andnot(inverse, f64x2.eq(variance, f64x2.splat(0)));
}

/** The same, of any function: there is one copy of it, for what does not lie side by side. */
function applied(f: i32, x: v128, k: f64): v128 {
  return apply(f, x, k);
}

@inline
function map(f: i32, rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, k: f64): void {
  const whole = xStep == 4 ? n & ~3 : 0;
  for (; rows > 0; rows--) {
    let from = x;
    let to = y;
    if (f == TANH) {
      tanhOfVectors(whole >> 2, from, to);
      from += whole << 2;
      to += whole << 2;
    } else if (whole) {
      const end = x + (whole << 2);
      // The condition is at the end: V8 makes constants in front of a loop only if no way out of it passes them by.
      do {
        v128.store(to, apply(f, v128.load(from), k));
        from += 16;
        to += 16;
      } while (from != end);
    }
    for (let left = n - whole; left > 0; left -= 4) {
      storeUpTo4(to, applied(f, loadUpTo4(from, xStep, left), k), left);
      from += xStep << 2;
      to += 16;
    }
    x += xRow;
    y += yRow;
  }
}

/** y = tanh x. */
export function tanh(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  if (xStep != 4) {
    // One by one is dearer than twice.
    map(COPY, rows, n, x, xRow, xStep, y, yRow, 0);
    x = y;
    xRow = yRow;
  }
  if (xRow == n << 2 && yRow == xRow) {
    n *= rows;
    rows = 1;
  }
  map(TANH, rows, n, x, xRow, 4, y, yRow, 0);
}

/** y = eˣ. */
export function exp(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(EXP, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = log x. */
export function log(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(LOG, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = 1 / (1 + e⁻ˣ). */
export function sigmoid(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(SIGMOID, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = √x. */
export function sqrt(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(SQRT, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = −x. */
export function neg(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(NEG, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = |x|. */
export function abs(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(ABS, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = max(0, x). */
export function relu(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(RELU, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = x, whatever the four bytes of each mean. */
export function copy(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(COPY, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = x, of int32 the nearest float32. */
export function toFloat(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(TO_FLOAT, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = x Φ(x). */
export function gelu(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(GELU, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = x Φ(x), nearly. */
export function geluTanh(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32): void {
  map(GELU_TANH, rows, n, x, xRow, xStep, y, yRow, 0);
}

/** y = 1 / √(x + eps). */
export function inverseSqrt(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, eps: f64): void {
  map(INVERSE_SQRT, rows, n, x, xRow, xStep, y, yRow, eps);
}

/** y = 1 / √(x + eps), 0 where that is of 0. */
export function inverseDeviation(rows: i32, n: i32, x: usize, xRow: i32, xStep: i32, y: usize, yRow: i32, eps: f64): void {
  map(INVERSE_DEVIATION, rows, n, x, xRow, xStep, y, yRow, eps);
}
