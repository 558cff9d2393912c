/** Products from here on have no bits that a double would lose beside a sum below the normal float32. */
const LEAST: f64 = 3.6734198463196485e-40;

/**
 * Says whether a product of two numbers may be smaller than 2⁻¹³¹, and not 0: one of a (m × k), one of b (k × n). All others have their
 * last of 48 bits at 2⁻¹⁷⁹ or above, so that a sum that comes out below 2⁻¹²⁶ is exact in double, and rounded once.
 */
export function isTiny(
  m: i32, n: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bColumn: usize,
): bool {
  return <f64>leastOf(m, k, a, aRow, aColumn) * <f64>leastOf(k, n, b, bRow, bColumn) < LEAST;
}

/** The smallest |x| of a matrix that is not 0. */
function leastOf(rows: i32, columns: i32, x: usize, row: usize, column: usize): f32 {
  if (column != 4 && row == 4) return leastOf(columns, rows, x, column, row);
  const infinite = f32x4.splat(Infinity);
  const zero = f32x4.splat(0);
  let lanes = infinite;
  let least: f32 = Infinity;
  for (; rows > 0; rows--) {
    let from = x;
    let left = columns;
    if (column == 4) {
      for (; left > 3; left -= 4) {
        const size = f32x4.abs(v128.load(from));
        lanes = f32x4.pmin(lanes, v128.bitselect(infinite, size, f32x4.eq(size, zero)));
        from += 16;
      }
    }
    for (; left > 0; left--) {
      const size = abs(load<f32>(from));
      if (size != 0 && size < least) least = size;
      from += column;
    }
    x += row;
  }
  const two = min(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1));
  return min(least, min(two, min(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3))));
}
