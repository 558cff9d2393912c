const round = Math.fround;

const TWO_PI = round(2 * Math.PI);
const FOUR_OVER_PI = round(4 / Math.PI);
/** π / 4 in three parts, negative. */
const MINUS_QUARTER_PI = [-0.78515625, -2.418756484985352e-4, -3.774894977445941e-8].map(round);
/** The coefficients of x⁷, x⁵ and x³ in the sine, and of x⁸, x⁶ and x⁴ in the cosine. */
const SINE = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(round);
const COSINE = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(round);

const SQRT_HALF = round(Math.SQRT1_2);
/** ln 2 in two parts. */
const LN2_HIGH = round(0.693359375);
const LN2_LOW = round(-2.1219444e-4);
/** The coefficients of m¹¹ to m³ in log (1 + m). */
const LOGARITHM = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(round);

/** One float32 and its bits. */
const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/**
 * Turns 16 uniform numbers into normal ones, in place, by Box–Muller: the first 8 give the radii, the others the
 * angles. The very bits of PyTorch's vector code on x86 with AVX2 (`normal_fill_16_AVX2`), whose logarithm, sine and
 * cosine are those of the Cephes library in float32.
 *
 * A fused multiply-add is `Math.fround(a * b + c)` (see `exp32.ts`); they stand where PyTorch's compiler puts them.
 * Source of the formulas and constants: `avx_mathfun.h` by Giovanni Garberoglio after Julien Pommier's `sse_mathfun.h`
 * (zlib License), as PyTorch has it. Written anew here.
 */
export function normalPairs(out: Float32Array, from: number): void {
  for (let i = from; i < from + 8; i++) {
    const radius = round(Math.sqrt(-2 * logOfUniform(1 - out[i]!)));
    const angle = round(TWO_PI * out[i + 8]!);
    // The multiple of π / 4 that is nearest among the even ones, and what is left of the angle.
    const eighth = (Math.floor(round(angle * FOUR_OVER_PI)) + 1) & ~1;
    let x = angle;
    for (const part of MINUS_QUARTER_PI) x = round(eighth * part + x);
    const square = round(x * x);
    const swapped = (eighth & 2) !== 0;
    const sine = swapped ? cosineSeries(square) : sineSeries(x, square);
    const cosine = swapped ? sineSeries(x, square) : cosineSeries(square);
    // A radius of −0 (a uniform number of 0) becomes 0, as by PyTorch's addition of the mean.
    out[i] = radius * (((eighth + 2) & 4) === 0 ? cosine : -cosine) + 0;
    out[i + 8] = radius * ((eighth & 4) === 0 ? sine : -sine) + 0;
  }
}

function sineSeries(x: number, square: number): number {
  const sum = round(round(SINE[0]! * square + SINE[1]!) * square + SINE[2]!);
  return round(round(sum * square) * x + x);
}

function cosineSeries(square: number): number {
  const sum = round(round(COSINE[0]! * square + COSINE[1]!) * square + COSINE[2]!);
  return round(1 + round(round(sum * square) * square - 0.5 * square));
}

/** The logarithm of a multiple of 2⁻²⁴ in (0, 1]. */
function logOfUniform(u: number): number {
  // u = 2^exponent · (1 + m).
  FLOAT[0] = u;
  let exponent = (BITS[0]! >>> 23) - 126;
  BITS[0] = (BITS[0]! & 0x807fffff) | 0x3f000000;
  const fraction = FLOAT[0];
  let m = round(fraction - 1);
  if (fraction < SQRT_HALF) {
    exponent -= 1;
    m = round(m + fraction);
  }
  const square = round(m * m);
  let sum = LOGARITHM[0]!;
  for (let i = 1; i < LOGARITHM.length; i++) sum = round(sum * m + LOGARITHM[i]!);
  sum = round(round(sum * m) * square + round(exponent * LN2_LOW));
  sum = round(sum - 0.5 * square);
  return round(exponent * LN2_HIGH + round(m + sum));
}
