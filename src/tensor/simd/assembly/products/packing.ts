/**
 * Copies k × columns numbers into panels of `width` columns, a multiple of four up to 12: each is k rows of so many numbers, `panel`
 * bytes from the one before. What is missing of the last panel's columns is anything. Element (t, j) lies at `b + t * bRow + j * bColumn`.
 */
export function pack(
  width: i32, k: i32, columns: i32, b: usize, bRow: usize, bColumn: usize, panels: usize, panel: usize,
): void {
  const row = <usize>width << 2;
  for (; columns > 0; columns -= width) {
    const there = min(width, columns);
    let at = 0;
    if (bColumn == 4 && there == width) {
      packRows(width >> 2, k, b, bRow, panels, row);
      at = width;
    } else if (bRow == 4) {
      for (; at + 4 <= there; at += 4) packColumns(k, b + <usize>at * bColumn, bColumn, panels + (<usize>at << 2), row);
    }
    for (; at < there; at++) packColumn(k, b + <usize>at * bColumn, bRow, panels + (<usize>at << 2), row);
    b += <usize>width * bColumn;
    panels += panel;
  }
}

/** A panel of adjacent columns, `vectors` times four. */
function packRows(vectors: i32, k: i32, from: usize, bRow: usize, to: usize, row: usize): void {
  for (; k > 0; k--) {
    v128.store(to, v128.load(from));
    if (vectors > 1) v128.store(to, v128.load(from, 16), 16);
    if (vectors > 2) v128.store(to, v128.load(from, 32), 32);
    from += bRow;
    to += row;
  }
}

/** Four columns of adjacent rows: squares of 4 × 4 are transposed. */
function packColumns(k: i32, from: usize, bColumn: usize, to: usize, row: usize): void {
  for (; k > 3; k -= 4) {
    const r0 = v128.load(from), r1 = v128.load(from + bColumn);
    const r2 = v128.load(from + 2 * bColumn), r3 = v128.load(from + 3 * bColumn);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
    v128.store(to + row, v128.shuffle<f64>(low01, low23, 1, 3));
    v128.store(to + 2 * row, v128.shuffle<f64>(high01, high23, 0, 2));
    v128.store(to + 3 * row, v128.shuffle<f64>(high01, high23, 1, 3));
    from += 16;
    to += row << 2;
  }
  for (; k > 0; k--) {
    store<f32>(to, load<f32>(from));
    store<f32>(to, load<f32>(from + bColumn), 4);
    store<f32>(to, load<f32>(from + 2 * bColumn), 8);
    store<f32>(to, load<f32>(from + 3 * bColumn), 12);
    from += 4;
    to += row;
  }
}

function packColumn(k: i32, from: usize, bRow: usize, to: usize, row: usize): void {
  for (; k > 0; k--) {
    store<f32>(to, load<f32>(from));
    from += bRow;
    to += row;
  }
}

/**
 * Copies `rows` rows in strips into tiles, `tile` bytes from one to the next: term by term `most` numbers, those of a strip's rows first.
 * Strips are as even as in `strip.ts`. Element (i, t) lies at `a + i * aRow + t * aColumn`.
 */
export function packTiles(
  rows: i32, most: i32, terms: i32, a: usize, aRow: usize, aColumn: usize, tiles: usize, tile: usize,
): void {
  const count = (rows + most - 1) / most;
  const height = rows / count;
  const higher = rows - height * count;
  for (let s = 0; s < count; s++) {
    const high = height + i32(s < higher);
    let from = a;
    let to = tiles;
    if (aRow == 4 && high == 3) {
      // What is a fourth is written over by the next term, or lies between tiles.
      for (let t = terms; t > 0; t--) {
        v128.store(to, v128.load32_lane(from + 8, v128.load64_zero(from), 2));
        from += aColumn;
        to += <usize>most << 2;
      }
      a += 12;
      tiles += tile;
      continue;
    }
    for (let t = terms; t > 0; t--) {
      let at = from;
      for (let i = 0; i < high; i++) {
        store<f32>(to + (<usize>i << 2), load<f32>(at));
        at += aRow;
      }
      from += aColumn;
      to += <usize>most << 2;
    }
    a += <usize>high * aRow;
    tiles += tile;
  }
}
