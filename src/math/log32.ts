const round = Math.fround;

/** ln 2 in two parts. */
const LN2_HIGH = round(0.6931471824645996);
const LN2_LOW = round(-1.904654323148236e-9);

/** The polynomial's coefficients, of s⁷ to s³. */
const C7 = round(0.3027294874);
const C5 = round(0.3996108174);
const C3 = round(0.666669488);

const SMALLEST_NORMAL = 2 ** -126;
const FOUR_THIRDS = round(4 / 3);

/** One float32 and its bits. */
const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/**
 * Returns the natural logarithm of a float32, as a float32: the very bits of PyTorch's CPU kernels, which call SLEEF's
 * `logf8_u10` (AVX2 with FMA). At most 1 unit in the last place off. −Infinity at 0, nan below.
 *
 * It works with pairs of float32 whose sum is the number meant. A fused multiply-add is `Math.fround(a * b + c)` (see
 * `exp32.ts`). Source of the formula and its constants: `xlogf_u1` of SLEEF 3 by Naoki Shibata and contributors,
 * Boost Software License 1.0. Written anew here.
 */
export function log32(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const subnormal = x < SMALLEST_NORMAL;
  const scaled = subnormal ? x * 2 ** 64 : x;
  // x = 2^exponent · m with m from 3/4 to 3/2.
  FLOAT[0] = scaled * FOUR_THIRDS;
  const shift = (BITS[0]! >>> 23) - 127;
  FLOAT[0] = scaled;
  BITS[0]! -= shift << 23;
  const m = FLOAT[0];
  const exponent = subnormal ? shift - 64 : shift;

  // log m = 2 artanh s with s = (m − 1) / (m + 1), each a pair.
  const above = round(m - 1);
  const aboveLow = round(m - 1 - above);
  const below = round(m + 1);
  const belowLow = round(m + 1 - below);
  const inverse = round(1 / below);
  const s = round(above * inverse);
  const rest = round(round(1 - below * inverse) - belowLow * inverse);
  const sLow = round(s * rest + round(aboveLow * inverse + round(inverse * above - s)));

  const square = round(s * s);
  const series = round(round(C7 * square + C5) * square + C3);

  // exponent · ln 2 + 2 s + s³ · series, the largest first.
  const whole = round(exponent * LN2_HIGH);
  const wholeLow = round(exponent * LN2_LOW + round(exponent * LN2_HIGH - whole));
  const sum = round(whole + 2 * s);
  const sumLow = round(round(round(round(whole - sum) + 2 * s) + wholeLow) + 2 * sLow);
  const cubic = round(round(square * s) * series);
  const total = round(sum + cubic);
  return round(total + round(round(round(sum - total) + cubic) + sumLow));
}
