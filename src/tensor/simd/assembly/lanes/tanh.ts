import { lower, rounded, upper } from "./double";
import { maddOfDoubles, nmaddOfDoubles } from "./maddOfDoubles";
import { tangentTable } from "./tables";
import { tanhOfPairs } from "./tanhOfPairs";

/** Cells of the table in a unit: the last one ends where SLEEF's tanh becomes 1. See `tables.ts` beside the module. */
const PER_UNIT: f64 = 32.0278271757771;
const WIDTH: f64 = 1 / PER_UNIT;
/** A sum with it is rounded to a whole number, which is then its lowest bits: the cell's place in the table. */
const MIDDLE: f64 = 6755399441055744 + 288;

/** What lies beyond is 1 or −1. */
const FAR: f32 = 8.9;

/**
 * Returns the hyperbolic tangent of four float32, with the bits of `src/math/tanh32.ts`: from a table in double, by the
 * addition theorem. Where that lies so close to the middle between two float32 that SLEEF's arithmetic may be on the
 * other side, which is one vector in fifty, all four are taken with that.
 */
@inline
export function tanh4(x: v128): v128 {
  const near = f32x4.pmax(f32x4.pmin(x, f32x4.splat(FAR)), f32x4.splat(-FAR));
  const low = lower(near), high = upper(near);
  const middle = f64x2.splat(MIDDLE), perUnit = f64x2.splat(PER_UNIT), width = f64x2.splat(WIDTH);
  const lowCell = maddOfDoubles(low, perUnit, middle), highCell = maddOfDoubles(high, perUnit, middle);
  // Of a nan the place is any, within the table or behind it.
  const cells = i32x4.shl(v128.and(v128.shuffle<i32>(lowCell, highCell, 0, 2, 4, 6), i32x4.splat(1023)), 4);
  const table = tangentTable();
  const c0 = table + i32x4.extract_lane(cells, 0), c1 = table + i32x4.extract_lane(cells, 1);
  const c2 = table + i32x4.extract_lane(cells, 2), c3 = table + i32x4.extract_lane(cells, 3);
  const lowResult = inCell(low, lowCell, v128.load64_lane(c1, v128.load64_zero(c0), 1));
  const highResult = inCell(high, highCell, v128.load64_lane(c3, v128.load64_zero(c2), 1));
  let doubt = v128.load32_zero(c0, 8);
  doubt = v128.load32_lane(c1, doubt, 1, 8);
  doubt = v128.load32_lane(c2, doubt, 2, 8);
  doubt = v128.load32_lane(c3, doubt, 3, 8);
  // The 29 bits that are rounded off, and how far they are from half of the last that stays.
  const cut = v128.and(v128.shuffle<i32>(lowResult, highResult, 0, 2, 4, 6), i32x4.splat(0x1fffffff));
  const apart = i32x4.abs(i32x4.sub(cut, i32x4.splat(0x10000000)));
  // SLEEF is off by up to a unit from 2⁻²⁴ to 2⁻²³.
  const rough = i32x4.eq(v128.and(x, i32x4.splat(0x7f800000)), i32x4.splat(0x33800000));
  if (v128.any_true(v128.or(i32x4.gt_s(doubt, apart), rough))) return tanhOfPairs(x);
  return rounded(lowResult, highResult);
}

/** tanh (a + b) of two numbers, with tanh a from the table and tanh b from its series. */
@inline
function inCell(x: v128, cell: v128, a: v128): v128 {
  const one = f64x2.splat(1);
  const rest = nmaddOfDoubles(f64x2.sub(cell, f64x2.splat(MIDDLE)), f64x2.splat(WIDTH), x);
  const square = f64x2.mul(rest, rest);
  const series = maddOfDoubles(square, f64x2.splat(2 / <f64>15), f64x2.splat(-1 / <f64>3));
  const b = f64x2.mul(rest, maddOfDoubles(square, series, one));
  return f64x2.div(f64x2.add(a, b), maddOfDoubles(a, b, one));
}
