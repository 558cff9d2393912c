import { loadUpTo4 } from "./lanes/load";

/**
 * Writes the largest number of each row, and which one that is, each where its pointer is not 0. Rows are of n > 0 adjacent float32.
 * Of equal ones, and of nans, it is the first.
 */
export function largestOfRows(rows: i32, n: i32, x: usize, xRow: i32, y: usize, index: usize): void {
  for (; rows > 0; rows--) {
    const at = firstLargest(x, n);
    if (y) {
      store<f32>(y, load<f32>(x + (at << 2)));
      y += 4;
    }
    if (index) {
      store<i32>(index, at);
      index += 4;
    }
    x += xRow;
  }
}

function firstLargest(x: usize, n: i32): i32 {
  let lanes = f32x4.splat(-Infinity);
  let nans = i32x4.splat(0);
  const end = x + ((n & ~3) << 2);
  let from = x;
  while (from != end) {
    const value = v128.load(from);
    lanes = f32x4.pmax(lanes, value);
    nans = v128.or(nans, f32x4.ne(value, value));
    from += 16;
  }
  let largest = max(
    max(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)),
    max(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)),
  );
  let isNan = v128.any_true(nans);
  for (let i = n & 3; i > 0; i--) {
    const value = load<f32>(from);
    isNan = isNan || value != value;
    largest = max(largest, value);
    from += 4;
  }
  if (isNan) {
    for (let i = 0; ; i++) {
      const value = load<f32>(x + (i << 2));
      if (value != value) return i;
    }
  }
  const all = f32x4.splat(largest);
  from = x;
  while (from != end) {
    const hits = i32x4.bitmask(f32x4.eq(v128.load(from), all));
    if (hits) return ((<i32>(from - x)) >> 2) + ctz(hits);
    from += 16;
  }
  while (load<f32>(from) != largest) from += 4;
  return (<i32>(from - x)) >> 2;
}

/** The largest |a − b| of rows of float32 into y: 0 for equal ones, infinities too, nan for any nan. */
export function largestDifference(
  rows: i32, n: i32, a: usize, aRow: i32, aStep: i32, b: usize, bRow: i32, bStep: i32, y: usize,
): void {
  let largest = f32x4.splat(0);
  for (; rows > 0; rows--) {
    let p = a;
    let q = b;
    for (let left = n; left > 0; left -= 4) {
      // Where fewer than four are left, zeros come from both.
      const one = loadUpTo4(p, aStep, left);
      const other = loadUpTo4(q, bStep, left);
      largest = f32x4.max(largest, v128.andnot(f32x4.abs(f32x4.sub(one, other)), f32x4.eq(one, other)));
      p += aStep << 2;
      q += bStep << 2;
    }
    a += aRow;
    b += bRow;
  }
  store<f32>(y, max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  ));
}
