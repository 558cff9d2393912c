import { exp4, expBy, areNear, wholeOf } from "../lanes/exp";
import { loadUpTo4, storeUpTo4 } from "../lanes/load";
import { msub } from "../lanes/madd";

/**
 * dx += share · eˣ over rows, less one share where the target is; of an ignored row, nans alone. A share is what comes from `upstream`,
 * of a mean by the targets that are taken. Returns the row whose target is no class, having done those before; −1 where there is none.
 *
 * @param fresh whether dx counts as 0, whatever is there
 */
@inline
export function slopesOfRows(
  fresh: bool, rows: i32, classes: i32, x: usize, target: usize, ignored: i32, isMean: i32, dx: usize, upstream: usize,
): i32 {
  const taken = isMean ? countTaken(rows, target, ignored) : 1;
  const share = <f32>(<f64>load<f32>(upstream) / <f64>taken);
  const scale = f32x4.splat(share);
  for (let row = 0; row < rows; row++) {
    const hit = load<i32>(target + (row << 2));
    if (hit == ignored) {
      if (fresh) memory.fill(dx, 0, classes << 2);
      for (let i = 0; i < classes; i++) {
        const value = load<f32>(x + (i << 2));
        if (value != value) store<f32>(dx + (i << 2), value);
      }
    } else {
      if (<u32>hit >= <u32>classes) return row;
      slopesOfRow(fresh, classes, x, dx, hit, scale);
    }
    x += classes << 2;
    dx += classes << 2;
  }
  return -1;
}

/** The same of one row. */
@inline
export function slopesOfRow(fresh: bool, classes: i32, x: usize, dx: usize, hit: i32, scale: v128): void {
  const at = hit << 2;
  const slope = ownSlope(scale, v128.load32_splat(x + at));
  const own = (fresh ? <f32>0 : load<f32>(dx + at)) + f32x4.extract_lane(slope, 0);
  let to = dx;
  const end = dx + ((classes & ~15) << 2);
  for (;;) {
    // As in logSums.ts.
    while (to != end) {
      const a = v128.load(x), b = v128.load(x, 16), c = v128.load(x, 32), d = v128.load(x, 48);
      const p = wholeOf(a), q = wholeOf(b), r = wholeOf(c), s = wholeOf(d);
      if (!areNear(p, q, r, s)) break;
      v128.store(to, f32x4.add(before(fresh, to), f32x4.mul(scale, expBy(a, p))));
      v128.store(to, f32x4.add(before(fresh, to + 16), f32x4.mul(scale, expBy(b, q))), 16);
      v128.store(to, f32x4.add(before(fresh, to + 32), f32x4.mul(scale, expBy(c, r))), 32);
      v128.store(to, f32x4.add(before(fresh, to + 48), f32x4.mul(scale, expBy(d, s))), 48);
      x += 64;
      to += 64;
    }
    const last = to == end;
    for (let i = last ? (classes & 15) >> 2 : 4; i > 0; i--) {
      v128.store(to, f32x4.add(before(fresh, to), f32x4.mul(scale, exp4(v128.load(x)))));
      x += 16;
      to += 16;
    }
    if (last) break;
  }
  const left = classes & 3;
  if (left > 0) {
    const part = f32x4.mul(scale, exp4(loadUpTo4(x, 4, left)));
    storeUpTo4(to, f32x4.add(fresh ? f32x4.splat(0) : loadUpTo4(to, 4, left), part), left);
  }
  store<f32>(dx + at, own);
}

@inline
function before(fresh: bool, dx: usize): v128 {
  return fresh ? f32x4.splat(0) : v128.load(dx);
}

/** What the target's own gradient grows by: scale · eˣ − scale, rounded once. */
@inline
function ownSlope(scale: v128, x: v128): v128 {
  return msub(scale, exp4(x), scale);
}

/** How many targets are not left out. */
function countTaken(rows: i32, target: usize, ignored: i32): i32 {
  let count = 0;
  for (let row = 0; row < rows; row++) count += i32(load<i32>(target + (row << 2)) != ignored);
  return count;
}
