import { lower, rounded, upper } from "./double";
import { areSure, least, most } from "./doubt";
import { erfOfDoubles, expOfDoubles } from "./doubleFunctions";
import { maddOfDoubles } from "./maddOfDoubles";

/** As far the polynomials go. */
const LARGEST: f32 = 3;
/**
 * Returns x Φ(x) of four float32, with the bits of `src/tensor/kernels/functions.ts`: from a polynomial, unless that lies so close
 * to the middle between two float32 that the exact way may be on the other side.
 */
@inline
export function gelu4(x: v128): v128 {
  const low = lower(x), high = upper(x);
  const lowArea = areaOf(low), highArea = areaOf(high);
  const result = least(low, high, lowArea, highArea);
  const usual = f32x4.le(f32x4.abs(x), f32x4.splat(LARGEST));
  return areSure(result, most(low, high, lowArea, highArea), usual) ? result : geluOfAny(x);
}

/** Returns d · (Φ(x) + x φ(x)) of four float32 each, as `gelu4`. */
@inline
export function geluSlope4(x: v128, d: v128): v128 {
  const lowSlope = slopeOf(lower(x)), highSlope = slopeOf(upper(x));
  const low = lower(d), high = upper(d);
  const result = least(low, high, lowSlope, highSlope);
  const usual = f32x4.le(f32x4.abs(x), f32x4.splat(LARGEST));
  return areSure(result, most(low, high, lowSlope, highSlope), usual) ? result : slopeOfAny(x, d);
}

/**
 * Φ(x) of two doubles up to 3, within 4 · 10⁻¹⁴: ½ and x times a polynomial in x², which has the values of (Φ(x) − ½) / x at
 * Chebyshev's points. Even and odd powers go side by side.
 */
@inline
function areaOf(x: v128): v128 {
  const u = f64x2.mul(x, x);
  const v = f64x2.mul(u, u);
  let even = maddOfDoubles(f64x2.splat(1.2691054874811201e-18), v, f64x2.splat(5.640370120443644e-15));
  even = maddOfDoubles(even, v, f64x2.splat(4.91185382651899e-12));
  even = maddOfDoubles(even, v, f64x2.splat(2.268914018146866e-9));
  even = maddOfDoubles(even, v, f64x2.splat(6.65940251299074e-7));
  even = maddOfDoubles(even, v, f64x2.splat(0.00011543464697154796));
  even = maddOfDoubles(even, v, f64x2.splat(0.009973557002902917));
  even = maddOfDoubles(even, v, f64x2.splat(0.39894228040141555));
  let odd = maddOfDoubles(f64x2.splat(-1.1889840222624415e-16), v, f64x2.splat(-1.8596798451435718e-13));
  odd = maddOfDoubles(odd, v, f64x2.splat(-1.1188704929760986e-10));
  odd = maddOfDoubles(odd, v, f64x2.splat(-4.121293491504821e-8));
  odd = maddOfDoubles(odd, v, f64x2.splat(-9.444613775899052e-6));
  odd = maddOfDoubles(odd, v, f64x2.splat(-0.0011873281919855345));
  odd = maddOfDoubles(odd, v, f64x2.splat(-0.06649038006604849));
  return maddOfDoubles(x, maddOfDoubles(odd, u, even), f64x2.splat(0.5));
}

/** Φ(x) + x φ(x) likewise, within 8 · 10⁻¹⁴. */
@inline
function slopeOf(x: v128): v128 {
  const u = f64x2.mul(x, x);
  const v = f64x2.mul(u, u);
  let even = maddOfDoubles(f64x2.splat(1.0727919819875007e-16), v, f64x2.splat(1.7934869004375415e-13));
  even = maddOfDoubles(even, v, f64x2.splat(1.1078332053343214e-10));
  even = maddOfDoubles(even, v, f64x2.splat(4.0896158535481545e-8));
  even = maddOfDoubles(even, v, f64x2.splat(9.323443777673164e-6));
  even = maddOfDoubles(even, v, f64x2.splat(0.0011543467417381825));
  even = maddOfDoubles(even, v, f64x2.splat(0.059841342042090344));
  even = maddOfDoubles(even, v, f64x2.splat(0.7978845608028318));
  let odd = maddOfDoubles(f64x2.splat(-1.0960250431817792e-18), v, f64x2.splat(-5.285911904452409e-15));
  odd = maddOfDoubles(odd, v, f64x2.splat(-4.822224343102025e-12));
  odd = maddOfDoubles(odd, v, f64x2.splat(-2.252339887818562e-9));
  odd = maddOfDoubles(odd, v, f64x2.splat(-6.595571478599133e-7));
  odd = maddOfDoubles(odd, v, f64x2.splat(-0.00011333571402850676));
  odd = maddOfDoubles(odd, v, f64x2.splat(-0.00949862565581698));
  odd = maddOfDoubles(odd, v, f64x2.splat(-0.2659615202657083));
  return maddOfDoubles(x, maddOfDoubles(odd, u, even), f64x2.splat(0.5));
}

function geluOfAny(x: v128): v128 {
  return rounded(geluOfDoubles(lower(x)), geluOfDoubles(upper(x)));
}

function geluOfDoubles(x: v128): v128 {
  const half = f64x2.mul(f64x2.splat(0.5), x);
  return f64x2.mul(half, f64x2.add(f64x2.splat(1), erfOfDoubles(f64x2.mul(x, f64x2.splat(0.7071067811865476)))));
}

function slopeOfAny(x: v128, d: v128): v128 {
  return rounded(slopeOfDoubles(lower(x), lower(d)), slopeOfDoubles(upper(x), upper(d)));
}

function slopeOfDoubles(x: v128, d: v128): v128 {
  const half = f64x2.splat(0.5);
  const area = f64x2.mul(half, f64x2.add(f64x2.splat(1), erfOfDoubles(f64x2.mul(x, f64x2.splat(0.7071067811865476)))));
  const gauss = expOfDoubles(f64x2.mul(f64x2.mul(f64x2.splat(-0.5), x), x));
  const slope = f64x2.add(area, f64x2.mul(f64x2.mul(x, f64x2.splat(0.3989422804014327)), gauss));
  return f64x2.mul(d, slope);
}
