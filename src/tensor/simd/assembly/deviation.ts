import { lower, upper } from "./lanes/double";

/** Writes the standard deviation of n adjacent float32 as a double: in four sums, as `src/tensor/std.ts`. */
export function deviationOf(n: i32, x: usize, y: usize): void {
  if (n < 2) {
    store<f64>(y, NaN);
    return;
  }
  const mean = sumFrom(n, x, 0, false) / <f64>n;
  store<f64>(y, sqrt(sumFrom(n, x, mean, true) / <f64>(n - 1)));
}

/** The sum of what the numbers are more than `middle`, or of its square. */
@inline
function sumFrom(n: i32, x: usize, middle: f64, squared: bool): f64 {
  const from = f64x2.splat(middle);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const end = x + ((n & ~3) << 2);
  for (; x != end; x += 16) {
    const lanes = v128.load(x);
    let first = lower(lanes);
    let second = upper(lanes);
    if (squared) {
      first = f64x2.sub(first, from);
      second = f64x2.sub(second, from);
      first = f64x2.mul(first, first);
      second = f64x2.mul(second, second);
    }
    low = f64x2.add(low, first);
    high = f64x2.add(high, second);
  }
  let a = f64x2.extract_lane(low, 0);
  for (let left = n & 3; left > 0; left--) {
    const more = <f64>load<f32>(x) - middle;
    a += squared ? more * more : more;
    x += 4;
  }
  return a + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
}
