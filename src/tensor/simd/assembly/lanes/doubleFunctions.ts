import { errorTable, fractionTable } from "./tables";

/** Is ln 2 / 32 in two parts: see `src/math/exp.ts`. */
const STEP_1: f64 = 0.021660849392446835;
const STEP_2: f64 = 5.145609244655338e-14;
const LARGEST: f64 = 709.782712893384;
const ROUND: f64 = 6755399441055744;
const LN2: f64 = 0.6931471805599453;

/** A double of each lane's own place in a table, `at` in bytes. */
@inline
function looked(table: usize, first: i32, second: i32): v128 {
  return v128.load64_lane(table + second, v128.load64_zero(table + first), 1);
}

/** Returns eˣ of two doubles, as `src/math/exp.ts`. */
@inline
export function expOfDoubles(x: v128): v128 {
  const round = f64x2.splat(ROUND);
  const n = f64x2.sub(f64x2.add(f64x2.mul(x, f64x2.splat(32 / LN2)), round), round);
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(STEP_1))), f64x2.mul(n, f64x2.splat(STEP_2)));
  const index = i32x4.trunc_sat_f64x2_s_zero(n);
  const one = f64x2.splat(1);
  let series = f64x2.add(f64x2.splat(1 / <f64>120), f64x2.mul(r, f64x2.splat(1 / <f64>720)));
  series = f64x2.add(f64x2.splat(1 / <f64>24), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1 / <f64>6), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(0.5), f64x2.mul(r, series));
  series = f64x2.mul(r, f64x2.add(one, f64x2.mul(r, series)));
  const fraction = looked(
    fractionTable(),
    (i32x4.extract_lane(index, 0) & 31) << 3,
    (i32x4.extract_lane(index, 1) & 31) << 3,
  );
  const k = i32x4.shr_s(index, 5);
  const half = i32x4.shr_s(k, 1);
  const value = f64x2.mul(
    f64x2.mul(f64x2.add(fraction, f64x2.mul(fraction, series)), powerOfTwo(half)),
    powerOfTwo(i32x4.sub(k, half)),
  );
  const small = v128.andnot(value, f64x2.lt(x, f64x2.splat(-745.1332191019412)));
  return v128.bitselect(f64x2.splat(Infinity), small, f64x2.gt(x, f64x2.splat(LARGEST)));
}

/** 2ᵏ as a double, for the lower two of four whole k. */
@inline
function powerOfTwo(k: v128): v128 {
  return i64x2.shl(i64x2.add(i64x2.extend_low_i32x4_s(k), i64x2.splat(1023)), 52);
}

/** Returns the error function of two doubles, as `src/math/erf.ts`. */
@inline
export function erfOfDoubles(x: v128): v128 {
  const size = f64x2.abs(x);
  const one = f64x2.splat(1);
  const large = f64x2.ge(size, f64x2.splat(6));
  const near = i32x4.trunc_sat_f64x2_s_zero(f64x2.add(f64x2.mul(size, f64x2.splat(16)), f64x2.splat(0.5)));
  const step = i32x4.min_s(near, i32x4.splat(96));
  const h = f64x2.sub(size, f64x2.mul(f64x2.convert_low_i32x4_s(step), f64x2.splat(0.0625)));
  const table = errorTable();
  // Twelve coefficients a step.
  const first = i32x4.extract_lane(step, 0) * 96;
  const second = i32x4.extract_lane(step, 1) * 96;
  let sum = looked(table + 88, first, second);
  for (let at: usize = 80; at > 0; at -= 8) sum = f64x2.add(looked(table + at, first, second), f64x2.mul(h, sum));
  const far = f64x2.add(looked(table, first, second), f64x2.mul(h, sum));
  const sign = v128.and(x, i64x2.splat(<i64>0x8000000000000000));
  const signed = v128.or(v128.bitselect(one, far, large), sign);
  // Around 0 the value is x times the sum.
  return v128.bitselect(f64x2.mul(x, sum), signed, i64x2.eq(i64x2.extend_low_i32x4_s(step), i64x2.splat(0)));
}

/** Returns the hyperbolic tangent of two doubles, as `src/math/tanh.ts`. */
export function tanhOfDoubles(x: v128): v128 {
  const one = f64x2.splat(1);
  const half = f64x2.splat(0.5);
  const size = f64x2.abs(x);
  // Near 0 the quotient of sinh and cosh.
  const square = f64x2.mul(x, x);
  let sum = one;
  for (let odd: i32 = 15; odd >= 3; odd -= 2) {
    sum = f64x2.add(one, f64x2.mul(f64x2.div(square, f64x2.splat(<f64>(odd * (odd - 1)))), sum));
  }
  const root = expOfDoubles(f64x2.mul(size, half));
  const cosh = f64x2.add(f64x2.mul(f64x2.mul(root, half), root), f64x2.div(f64x2.div(half, root), root));
  const near = f64x2.div(f64x2.mul(x, sum), cosh);
  const two = f64x2.splat(2);
  const far = f64x2.sub(one, f64x2.div(two, f64x2.add(expOfDoubles(f64x2.mul(two, size)), one)));
  const sign = v128.and(x, i64x2.splat(<i64>0x8000000000000000));
  const signed = v128.or(v128.bitselect(one, far, f64x2.gt(size, f64x2.splat(20))), sign);
  return v128.bitselect(near, signed, f64x2.lt(size, half));
}

/** Returns the natural logarithm of a double, as `src/math/log.ts`. */
export function logOfDouble(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  let exponent: i32 = 0;
  let mantissa = x;
  if (mantissa < 2.2250738585072014e-308) {
    mantissa *= 18014398509481984;
    exponent = -54;
  }
  const bits = reinterpret<i64>(mantissa);
  exponent += <i32>(bits >> 52) - 1023;
  mantissa = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const t = s * s;
  let sum: f64 = 1 / <f64>19;
  for (let odd: i32 = 17; odd >= 3; odd -= 2) sum = 1 / <f64>odd + t * sum;
  return <f64>exponent * LN2 + 2 * s * (1 + t * sum);
}
