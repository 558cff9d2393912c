import { lower, rounded, upper } from "./double";
import { expOfDoubles, tanhOfDoubles } from "./doubleFunctions";
import { areSure, least, most } from "./doubt";

/** √(2 / π). */
const SCALE: f64 = 0.7978845608028654;
const CUBE: f64 = 0.044715;
/** Up to here 1 + tanh is not much less exact than tanh. */
const LARGEST: f32 = 3;

/**
 * Returns x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))) of four float32, with the bits of `src/tensor/kernels/functions.ts`: by
 * ½ (1 + tanh z) = 1 / (1 + e⁻²ᶻ), unless that may be rounded another way.
 */
@inline
export function geluTanh4(x: v128): v128 {
  const low = lower(x), high = upper(x);
  const lowHalf = half(innerOf(low, f64x2.mul(low, low))), highHalf = half(innerOf(high, f64x2.mul(high, high)));
  const result = least(low, high, lowHalf, highHalf);
  const usual = f32x4.le(f32x4.abs(x), f32x4.splat(LARGEST));
  return areSure(result, most(low, high, lowHalf, highHalf), usual) ? result : ofAny(x);
}

/** Returns d times its derivative, of four float32 each. */
@inline
export function geluTanhSlope4(x: v128, d: v128): v128 {
  const square = f32x4.mul(x, x);
  const lowSlope = slopeOf(lower(x), lower(square)), highSlope = slopeOf(upper(x), upper(square));
  const low = lower(d), high = upper(d);
  const result = least(low, high, lowSlope, highSlope);
  const usual = f32x4.le(f32x4.abs(x), f32x4.splat(LARGEST));
  return areSure(result, most(low, high, lowSlope, highSlope), usual) ? result : slopeOfAny(x, d);
}

@inline
function innerOf(x: v128, square: v128): v128 {
  return f64x2.mul(f64x2.splat(SCALE), f64x2.add(x, f64x2.mul(f64x2.mul(f64x2.splat(CUBE), square), x)));
}

/** ½ (1 + tanh z). */
@inline
function half(z: v128): v128 {
  const one = f64x2.splat(1);
  return f64x2.div(one, f64x2.add(one, expOfDoubles(f64x2.mul(f64x2.splat(-2), z))));
}

/** With h = ½ (1 + tanh z), 1 − tanh² z is 4 h (1 − h). */
@inline
function slopeOf(x: v128, square: v128): v128 {
  const one = f64x2.splat(1);
  const h = half(innerOf(x, square));
  const inner = f64x2.mul(f64x2.splat(2 * SCALE), f64x2.add(one, f64x2.mul(f64x2.splat(3 * CUBE), square)));
  return f64x2.add(h, f64x2.mul(f64x2.mul(x, inner), f64x2.mul(h, f64x2.sub(one, h))));
}

function ofAny(x: v128): v128 {
  return rounded(ofDoubles(lower(x)), ofDoubles(upper(x)));
}

function ofDoubles(x: v128): v128 {
  const cube = f64x2.mul(f64x2.mul(f64x2.mul(f64x2.splat(CUBE), x), x), x);
  const inner = f64x2.mul(f64x2.splat(SCALE), f64x2.add(x, cube));
  return f64x2.mul(f64x2.mul(f64x2.splat(0.5), x), f64x2.add(f64x2.splat(1), tanhOfDoubles(inner)));
}

function slopeOfAny(x: v128, d: v128): v128 {
  // The square is rounded, as PyTorch's: it may overflow.
  const square = f32x4.mul(x, x);
  return rounded(slopeOfDoubles(lower(x), lower(square), lower(d)), slopeOfDoubles(upper(x), upper(square), upper(d)));
}

function slopeOfDoubles(x: v128, square: v128, d: v128): v128 {
  const one = f64x2.splat(1);
  const half = f64x2.splat(0.5);
  const t = tanhOfDoubles(innerOf(x, square));
  const steep = f64x2.mul(f64x2.mul(f64x2.mul(half, x), f64x2.sub(one, f64x2.mul(t, t))), f64x2.splat(SCALE));
  const inner = f64x2.add(one, f64x2.mul(f64x2.splat(3 * CUBE), square));
  return f64x2.mul(d, f64x2.add(f64x2.mul(half, f64x2.add(one, t)), f64x2.mul(steep, inner)));
}
