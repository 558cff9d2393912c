/**
 * Copies k × columns numbers into panels of 8 columns, each of k rows of 32 bytes, `panel` bytes apart; what is missing
 * of the last panel's columns is 0. Element (t, j) lies at `b + t * bRow + j * bColumn`.
 */
export function pack(
  k: i32, columns: i32, b: usize, bRow: usize, bColumn: usize, panels: usize, panel: usize,
): void {
  const whole = columns & ~7;
  if (bColumn == 4) packRows(k, whole, b, bRow, panels, panel);
  else if (bRow == 4) packColumns(k, whole, b, bColumn, panels, panel);
  else packAny(k, whole, b, bRow, bColumn, panels, panel);
  if (whole == columns) return;
  const rest = columns - whole;
  let to = panels + (<usize>whole >> 3) * panel;
  let from = b + <usize>whole * bColumn;
  const zero = f32x4.splat(0);
  for (let t = 0; t < k; t++) {
    v128.store(to, zero);
    v128.store(to, zero, 16);
    for (let j = 0; j < rest; j++) store<f32>(to + (<usize>j << 2), load<f32>(from + <usize>j * bColumn));
    to += 32;
    from += bRow;
  }
}

/** Of adjacent columns. */
function packRows(k: i32, columns: i32, b: usize, bRow: usize, panels: usize, panel: usize): void {
  let to = panels;
  for (let t = 0; t < k; t++) {
    let at = to;
    let from = b;
    for (let j = 0; j < columns; j += 8) {
      v128.store(at, v128.load(from));
      v128.store(at, v128.load(from, 16), 16);
      from += 32;
      at += panel;
    }
    to += 32;
    b += bRow;
  }
}

/** Of adjacent rows: squares of 4 × 4 are transposed. */
function packColumns(k: i32, columns: i32, b: usize, bColumn: usize, panels: usize, panel: usize): void {
  for (let j = 0; j < columns; j += 4) {
    let to = panels + (<usize>j >> 3) * panel + ((<usize>j & 4) << 2);
    let from = b + <usize>j * bColumn;
    let t = 0;
    for (; t + 3 < k; t += 4) {
      const r0 = v128.load(from), r1 = v128.load(from + bColumn);
      const r2 = v128.load(from + 2 * bColumn), r3 = v128.load(from + 3 * bColumn);
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
      v128.store(to, v128.shuffle<f64>(low01, low23, 1, 3), 32);
      v128.store(to, v128.shuffle<f64>(high01, high23, 0, 2), 64);
      v128.store(to, v128.shuffle<f64>(high01, high23, 1, 3), 96);
      from += 16;
      to += 128;
    }
    for (; t < k; t++) {
      store<f32>(to, load<f32>(from));
      store<f32>(to, load<f32>(from + bColumn), 4);
      store<f32>(to, load<f32>(from + 2 * bColumn), 8);
      store<f32>(to, load<f32>(from + 3 * bColumn), 12);
      from += 4;
      to += 32;
    }
  }
}

function packAny(k: i32, columns: i32, b: usize, bRow: usize, bColumn: usize, panels: usize, panel: usize): void {
  for (let j = 0; j < columns; j++) {
    let to = panels + (<usize>j >> 3) * panel + ((<usize>j & 7) << 2);
    let from = b + <usize>j * bColumn;
    for (let t = 0; t < k; t++) {
      store<f32>(to, load<f32>(from));
      from += bRow;
      to += 32;
    }
  }
}

/**
 * Copies strips of rows into tiles, one behind the other: term by term the numbers of a tile's rows. The first `higher`
 * strips are of `height + 1` rows. Element (i, t) lies at `a + i * aRow + t * aColumn`.
 */
export function packTiles(
  strips: i32, height: i32, higher: i32, terms: i32, a: usize, aRow: usize, aColumn: usize, tiles: usize,
): void {
  for (let s = 0; s < strips; ) {
    const rows = height + i32(s < higher);
    const step = <usize>rows << 2;
    const tile = <usize>terms * step;
    // As many at a time as fill a line of a cache, where a's columns lie far apart.
    const group = aRow == 4 && rows == 4 ? min(4, (s < higher ? higher : strips) - s) : 1;
    let from = a;
    let to = tiles;
    for (let t = 0; t < terms; t++) {
      if (aRow == 4 && rows == 4) {
        v128.store(to, v128.load(from));
        if (group > 1) v128.store(to + tile, v128.load(from, 16));
        if (group > 2) v128.store(to + 2 * tile, v128.load(from, 32));
        if (group > 3) v128.store(to + 3 * tile, v128.load(from, 48));
      } else {
        let at = from;
        for (let i = 0; i < rows; i++) {
          store<f32>(to + (<usize>i << 2), load<f32>(at));
          at += aRow;
        }
      }
      from += aColumn;
      to += step;
    }
    a += <usize>group * <usize>rows * aRow;
    tiles += <usize>group * tile;
    s += group;
  }
}
