import { lower, rounded, upper } from "./double";
import { maddOfDoubles } from "./maddOfDoubles";
import { placeForLater, tangentTable } from "./tables";
import { tanhOfPairs } from "./tanhOfPairs";

/** A sum with it is rounded to a cell's middle, a whole 32nd; the cell's place in the table is then its lowest bits. */
const MIDDLE: f32 = 393216 + 288 / <f32>32;

/** What lies beyond is 1 or −1. */
const FAR: f32 = 8.9;

/** How many vectors are taken before those in doubt are, for which there is that much place. */
const VECTORS: i32 = 180;

/**
 * Calculates the hyperbolic tangents of so many times four float32, with the bits of `src/math/tanh32.ts`: from a table in double, by the
 * addition theorem. Where that lies so close to the middle between two float32 that SLEEF's arithmetic may be on the other side, which
 * is one vector in fifty to one in six, all four are taken with that: later, as a branch that nobody can foresee costs as much as all
 * of the rest. y may be x.
 */
export function tanhOfVectors(vectors: i32, x: usize, y: usize): void {
  for (; vectors > 0; vectors -= VECTORS) {
    const bytes = <usize>min(vectors, VECTORS) << 4;
    findCells(x, x + bytes);
    for (let doubtful = addUp(x, x + bytes, y); doubtful > placeForLater();) {
      doubtful -= 32;
      v128.store(load<usize>(doubtful, 16), tanhOfPairs(v128.load(doubtful)));
    }
    x += bytes;
    y += bytes;
  }
}

/** Puts down for each vector where its cells lie in the table, and what is left of it beside their middles. */
@inline
function findCells(x: usize, end: usize): void {
  const table = i32x4.splat(<i32>tangentTable());
  let to = placeForLater();
  // The condition is at the end: V8 makes constants in front of a loop only if no way out of it passes them by.
  do {
    const near = f32x4.pmax(f32x4.pmin(v128.load(x), f32x4.splat(FAR)), f32x4.splat(-FAR));
    const cell = f32x4.add(near, f32x4.splat(MIDDLE));
    // Of a nan the place is any, within the table or behind it.
    v128.store(to, i32x4.add(i32x4.shl(v128.and(cell, i32x4.splat(1023)), 4), table));
    // Exact: both are multiples of x's last place.
    v128.store(to, f32x4.sub(near, f32x4.sub(cell, f32x4.splat(MIDDLE))), 16);
    to += 32;
    x += 16;
  } while (x != end);
}

/**
 * Calculates the results by what `findCells` has put down, and puts down instead, from the same place on, the vectors that are in doubt
 * and where their results belong. Returns the end of those.
 */
@inline
function addUp(x: usize, end: usize, y: usize): usize {
  let from = placeForLater(), doubtful = from;
  do {
    const given = v128.load(x);
    const c0 = v128.load(load<usize>(from)), c1 = v128.load(load<usize>(from, 4));
    const c2 = v128.load(load<usize>(from, 8)), c3 = v128.load(load<usize>(from, 12));
    const rest = v128.load(from, 16);
    const low = sumOf(v128.shuffle<f64>(c0, c1, 0, 2), lower(rest));
    const high = sumOf(v128.shuffle<f64>(c2, c3, 0, 2), upper(rest));
    v128.store(y, rounded(low, high));
    // The 29 bits that were rounded off, and how far they are from half of the last that stays.
    const cut = v128.and(v128.shuffle<i32>(low, high, 0, 2, 4, 6), i32x4.splat(0x1fffffff));
    const apart = i32x4.abs(i32x4.sub(cut, i32x4.splat(0x10000000)));
    const doubt = v128.shuffle<i32>(v128.shuffle<i32>(c0, c1, 2, 3, 6, 7), v128.shuffle<i32>(c2, c3, 2, 3, 6, 7), 0, 2, 4, 6);
    // SLEEF is off by up to a unit from 2⁻²⁴ to 2⁻²³.
    const rough = i32x4.eq(v128.and(given, i32x4.splat(0x7f800000)), i32x4.splat(0x33800000));
    v128.store(doubtful, given);
    store<usize>(doubtful, y, 16);
    doubtful += <usize>v128.any_true(v128.or(i32x4.gt_s(doubt, apart), rough)) << 5;
    from += 32;
    x += 16;
    y += 16;
  } while (x != end);
  return doubtful;
}

/** tanh (a + b) of two numbers, with tanh a and b given, the latter by its series. */
@inline
function sumOf(a: v128, rest: v128): v128 {
  const one = f64x2.splat(1);
  const square = f64x2.mul(rest, rest);
  const series = maddOfDoubles(square, f64x2.splat(2 / <f64>15), f64x2.splat(-1 / <f64>3));
  const b = f64x2.mul(rest, maddOfDoubles(square, series, one));
  return f64x2.div(f64x2.add(a, b), maddOfDoubles(a, b, one));
}
