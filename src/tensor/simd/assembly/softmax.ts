import { lower, rounded, upper } from "./lanes/double";
import { expOfDoubles, logOfDouble } from "./lanes/doubleFunctions";
import { load4, store4 } from "./lanes/load";
import { maxOf } from "./lanes/max";

// As `src/tensor/kernels/softmax.ts`, over rows without gaps: in double, sums in order.

@inline
function sumOfExp(x: usize, n: i32, max: v128): f64 {
  let sum: f64 = 0;
  for (let i = n >> 1; i > 0; i--) {
    const e = expOfDoubles(f64x2.sub(lower(v128.load64_zero(x)), max));
    sum += f64x2.extract_lane(e, 0);
    sum += f64x2.extract_lane(e, 1);
    x += 8;
  }
  if (n & 1) sum += f64x2.extract_lane(expOfDoubles(f64x2.sub(lower(v128.load32_zero(x)), max)), 0);
  return sum;
}

/** y = eˣ / Σ eˣ by rows. */
export function softmaxRows(rows: i32, n: i32, x: usize, xRow: i32, y: usize, yRow: i32): void {
  for (; rows > 0; rows--) {
    const max = f64x2.splat(<f64>maxOf(x, n));
    const sum = f64x2.splat(sumOfExp(x, n, max));
    for (let i = 0; i < n; ) {
      const all = i + 4 <= n;
      const at = i << 2;
      const lanes = load4(x + at, 4, all);
      const low = f64x2.div(expOfDoubles(f64x2.sub(lower(lanes), max)), sum);
      const high = all ? f64x2.div(expOfDoubles(f64x2.sub(upper(lanes), max)), sum) : low;
      store4(y + at, rounded(low, high), all);
      i += all ? 4 : 1;
    }
    x += xRow;
    y += yRow;
  }
}

/** y = x − log Σ eˣ by rows. */
export function logSoftmaxRows(rows: i32, n: i32, x: usize, xRow: i32, y: usize, yRow: i32): void {
  for (; rows > 0; rows--) {
    const max = f64x2.splat(<f64>maxOf(x, n));
    const logSum = f64x2.splat(logOfDouble(sumOfExp(x, n, max)));
    for (let i = 0; i < n; ) {
      const all = i + 4 <= n;
      const at = i << 2;
      const lanes = load4(x + at, 4, all);
      const low = f64x2.sub(f64x2.sub(lower(lanes), max), logSum);
      const high = f64x2.sub(f64x2.sub(upper(lanes), max), logSum);
      store4(y + at, rounded(low, high), all);
      i += all ? 4 : 1;
    }
    x += xRow;
    y += yRow;
  }
}

/** dx += y · (dy − Σ dy · y) by rows. */
export function softmaxBackwardRows(
  rows: i32, n: i32, y: usize, yRow: i32, dy: usize, dyRow: i32, dx: usize, dxRow: i32,
): void {
  for (; rows > 0; rows--) {
    let total: f64 = 0;
    for (let i = 0; i < n; i++) total += <f64>load<f32>(dy + (i << 2)) * <f64>load<f32>(y + (i << 2));
    const sum = f64x2.splat(total);
    for (let i = 0; i < n; ) {
      const all = i + 4 <= n;
      const at = i << 2;
      const p = load4(y + at, 4, all);
      const d = load4(dy + at, 4, all);
      const low = f64x2.mul(lower(p), f64x2.sub(lower(d), sum));
      const high = f64x2.mul(upper(p), f64x2.sub(upper(d), sum));
      store4(dx + at, f32x4.add(load4(dx + at, 4, all), rounded(low, high)), all);
      i += all ? 4 : 1;
    }
    y += yRow;
    dy += dyRow;
    dx += dxRow;
  }
}

/** dx += dy − eʸ · Σ dy by rows. */
export function logSoftmaxBackwardRows(
  rows: i32, n: i32, y: usize, yRow: i32, dy: usize, dyRow: i32, dx: usize, dxRow: i32,
): void {
  for (; rows > 0; rows--) {
    let total: f64 = 0;
    for (let i = 0; i < n; i++) total += <f64>load<f32>(dy + (i << 2));
    const sum = f64x2.splat(total);
    for (let i = 0; i < n; ) {
      const all = i + 4 <= n;
      const at = i << 2;
      const l = load4(y + at, 4, all);
      const d = load4(dy + at, 4, all);
      const first = expOfDoubles(lower(l));
      const p = rounded(first, all ? expOfDoubles(upper(l)) : first);
      const low = f64x2.sub(lower(d), f64x2.mul(lower(p), sum));
      const high = f64x2.sub(upper(d), f64x2.mul(upper(p), sum));
      store4(dx + at, f32x4.add(load4(dx + at, 4, all), rounded(low, high)), all);
      i += all ? 4 : 1;
    }
    y += yRow;
    dy += dyRow;
    dx += dxRow;
  }
}
