// Rows that are picked by int32 indices. Each function returns where an index stands that names no row, and has done what
// comes before; −1 where all do.

/** y[i] = table[index[i]], rows of n elements of four bytes. */
export function pickRows(count: i32, n: i32, table: usize, tableRow: i32, rows: i32, index: usize, y: usize): i32 {
  for (let i = 0; i < count; i++) {
    const row = load<i32>(index + (i << 2));
    if (<u32>row >= <u32>rows) return i;
    let from = table + row * tableRow;
    for (let j = n >> 2; j > 0; j--) {
      v128.store(y, v128.load(from));
      from += 16;
      y += 16;
    }
    for (let j = n & 3; j > 0; j--) {
      store<i32>(y, load<i32>(from));
      from += 4;
      y += 4;
    }
  }
  return -1;
}

/** table[index[i]] += dy[i], rows of n float32. */
export function addRows(
  count: i32, n: i32, dy: usize, dyRow: i32, table: usize, tableRow: i32, rows: i32, index: usize,
): i32 {
  for (let i = 0; i < count; i++) {
    const row = load<i32>(index + (i << 2));
    if (<u32>row >= <u32>rows) return i;
    let to = table + row * tableRow;
    let from = dy;
    for (let j = n >> 2; j > 0; j--) {
      v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
      from += 16;
      to += 16;
    }
    for (let j = n & 3; j > 0; j--) {
      store<f32>(to, load<f32>(to) + load<f32>(from));
      from += 4;
      to += 4;
    }
    dy += dyRow;
  }
  return -1;
}
