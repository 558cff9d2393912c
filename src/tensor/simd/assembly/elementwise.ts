import { lower, rounded, upper } from "./lanes/double";
import { geluSlope4 } from "./lanes/gelu";
import { geluTanhSlope4 } from "./lanes/geluTanh";
import { loadUpTo4, storeUpTo4 } from "./lanes/load";
import { nmadd } from "./lanes/madd";

// Operands as in functions.ts, of two tensors that are read. What adds to y, where that is `fresh`, adds to 0.

const ADD = 0;
const SUB = 1;
const MUL = 2;
const DIV = 3;
const ACCUMULATE = 4;
const SGD = 5;
const TANH_SLOPE = 6;
const EXP_SLOPE = 7;
const ABS_SLOPE = 8;
const RELU_SLOPE = 9;
const SCALED = 10;
const PRODUCT = 11;
const LOG_SLOPE = 12;
const SQRT_SLOPE = 13;
const SIGMOID_SLOPE = 14;
const GELU_SLOPE = 15;
const GELU_TANH_SLOPE = 16;

/** What is stored of four numbers of each operand; of what stood in y, the bits in `kept` are added to. */
@inline
function apply(f: i32, a: usize, as: i32, b: usize, bs: i32, y: usize, left: i32, k: f64, kept: v128): v128 {
  const p = loadUpTo4(a, as, left);
  if (f == SGD) return f32x4.sub(loadUpTo4(y, 4, left), f32x4.mul(f32x4.splat(<f32>k), p));
  if (f == ACCUMULATE) return f32x4.add(v128.and(loadUpTo4(y, 4, left), kept), p);
  if (f == SCALED) return f32x4.add(v128.and(loadUpTo4(y, 4, left), kept), rounded(ofDoubles(f, lower(p), lower(p), k), ofDoubles(f, upper(p), upper(p), k)));
  const q = loadUpTo4(b, bs, left);
  if (f == ADD) return f32x4.add(p, q);
  if (f == SUB) return f32x4.sub(p, q);
  if (f == MUL) return f32x4.mul(p, q);
  if (f == DIV) return f32x4.div(p, q);
  const before = v128.and(loadUpTo4(y, 4, left), kept);
  if (f == TANH_SLOPE) return f32x4.add(before, f32x4.mul(q, nmadd(p, p, f32x4.splat(1))));
  if (f == EXP_SLOPE) return f32x4.add(before, f32x4.mul(q, p));
  if (f == ABS_SLOPE) {
    const zero = f32x4.splat(0);
    const sign = f32x4.sub(v128.and(f32x4.splat(1), f32x4.gt(p, zero)), v128.and(f32x4.splat(1), f32x4.lt(p, zero)));
    return f32x4.add(before, f32x4.mul(q, sign));
  }
  if (f == RELU_SLOPE) return v128.bitselect(before, f32x4.add(before, q), f32x4.le(p, f32x4.splat(0)));
  if (f == GELU_SLOPE) return f32x4.add(before, geluSlope4(p, q));
  if (f == GELU_TANH_SLOPE) return f32x4.add(before, geluTanhSlope4(p, q));
  return f32x4.add(before, rounded(ofDoubles(f, lower(p), lower(q), k), ofDoubles(f, upper(p), upper(q), k)));
}

/** What is added where it is computed in double. */
@inline
function ofDoubles(f: i32, p: v128, q: v128, k: f64): v128 {
  const one = f64x2.splat(1);
  if (f == SCALED) return f64x2.mul(f64x2.splat(k), p);
  if (f == PRODUCT) return f64x2.mul(f64x2.splat(k), f64x2.mul(p, q));
  if (f == LOG_SLOPE) return f64x2.mul(q, f64x2.div(one, p));
  if (f == SQRT_SLOPE) return f64x2.mul(q, f64x2.div(one, f64x2.add(p, p)));
  return f64x2.mul(q, f64x2.mul(p, f64x2.sub(one, p)));
}

/** The same, of any function: there is one copy of it, for what does not lie side by side. */
function applied(f: i32, a: usize, as: i32, b: usize, bs: i32, y: usize, left: i32, k: f64, kept: v128): v128 {
  return apply(f, a, as, b, bs, y, left, k, kept);
}

@inline
function each(
  f: i32, rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64,
  fresh: i32,
): void {
  const kept = i32x4.splat(i32(fresh == 0) ? -1 : 0);
  // A number for a whole row, as a mean is.
  const even = f <= DIV && as == 4 && bs == 0;
  const whole = as == 4 && (bs == 4 || even) ? n & ~3 : 0;
  for (; rows > 0; rows--) {
    let p = a;
    let q = b;
    let to = y;
    if (whole) {
      const end = y + (whole << 2);
      // As in functions.ts.
      if (even) {
        do {
          v128.store(to, apply(f, p, 4, q, 0, to, 4, k, kept));
          p += 16;
          to += 16;
        } while (to != end);
      } else {
        do {
          v128.store(to, apply(f, p, 4, q, 4, to, 4, k, kept));
          p += 16;
          q += 16;
          to += 16;
        } while (to != end);
      }
    }
    for (let left = n - whole; left > 0; left -= 4) {
      storeUpTo4(to, applied(f, p, as, q, bs, to, left, k, kept), left);
      p += as << 2;
      q += bs << 2;
      to += 16;
    }
    a += aRow;
    b += bRow;
    y += yRow;
  }
}

/** y = a + b. */
export function add(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32,
): void {
  each(ADD, rows, n, a, aRow, as, b, bRow, bs, y, yRow, 0, 0);
}

/** y = a − b. */
export function sub(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32,
): void {
  each(SUB, rows, n, a, aRow, as, b, bRow, bs, y, yRow, 0, 0);
}

/** y = a · b. */
export function mul(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32,
): void {
  each(MUL, rows, n, a, aRow, as, b, bRow, bs, y, yRow, 0, 0);
}

/** y = a / b. */
export function div(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32,
): void {
  each(DIV, rows, n, a, aRow, as, b, bRow, bs, y, yRow, 0, 0);
}

/** y += a. */
export function accumulate(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(ACCUMULATE, rows, n, a, aRow, as, a, aRow, as, y, yRow, k, fresh);
}

/** y −= k · a, both rounded. */
export function sgd(rows: i32, n: i32, a: usize, aRow: i32, as: i32, y: usize, yRow: i32, k: f64): void {
  each(SGD, rows, n, a, aRow, as, a, aRow, as, y, yRow, k, 0);
}

/** y += k · a, the product taken in double and rounded. */
export function addScaled(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(SCALED, rows, n, a, aRow, as, a, aRow, as, y, yRow, k, fresh);
}

/** y += k · a · b, the product taken in double and rounded. */
export function addProduct(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(PRODUCT, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b · (1 − a²). */
export function tanhBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(TANH_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b · a. */
export function expBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(EXP_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b · sign a. */
export function absBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(ABS_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b where a is not 0 or less. */
export function reluBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(RELU_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b / a. */
export function logBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(LOG_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b / (2 a). */
export function sqrtBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(SQRT_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b · a · (1 − a). */
export function sigmoidBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(SIGMOID_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b · (Φ(a) + a φ(a)). */
export function geluBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(GELU_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y += b · geluTanh′(a). */
export function geluTanhBackward(
  rows: i32, n: i32, a: usize, aRow: i32, as: i32, b: usize, bRow: i32, bs: i32, y: usize, yRow: i32, k: f64, fresh: i32,
): void {
  each(GELU_TANH_SLOPE, rows, n, a, aRow, as, b, bRow, bs, y, yRow, k, fresh);
}

/** y = value, for the four bytes of each. */
export function fill(rows: i32, n: i32, y: usize, yRow: i32, value: i32): void {
  const lanes = i32x4.splat(value);
  for (; rows > 0; rows--) {
    if (value == 0) {
      memory.fill(y, 0, n << 2);
      y += yRow;
      continue;
    }
    let to = y;
    for (let i = n >> 2; i > 0; i--) {
      v128.store(to, lanes);
      to += 16;
    }
    for (let i = n & 3; i > 0; i--) {
      store<i32>(to, value);
      to += 4;
    }
    y += yRow;
  }
}
