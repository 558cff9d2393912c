import { madd } from "../lanes/madd";
import { addedTo, oneAddedTo } from "./adding";

/**
 * Calculates `c = a @ b`, added to what `adding` says, each element as BLAS takes a dot product: in 16 chains of fused multiply-adds,
 * each over every 16th k, whose sums are added up in pairs of neighbours. The columns of a and the rows of b are adjacent; other
 * strides are in bytes. Tiles of 2 rows × 4 columns, four chains of each at a time; `work` holds 128 bytes.
 */
export function dotProducts(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, b: usize, bColumn: usize, c: usize, cRow: usize, cColumn: usize,
  adding: i32, work: usize,
): void {
  for (let i = 0; i < m; i += 2) {
    const a0 = a + <usize>i * aRow;
    // The last row is its own neighbour where it has none; so are columns.
    const a1 = i + 1 < m ? a0 + aRow : a0;
    for (let j = 0; j < n; j += 4) {
      const columns = min(4, n - j);
      const b0 = b + <usize>j * bColumn;
      const b1 = columns > 1 ? b0 + bColumn : b0;
      const b2 = columns > 2 ? b1 + bColumn : b0;
      const b3 = columns > 3 ? b2 + bColumn : b0;
      for (let lane = 0; lane < 16; lane += 4) {
        fourChains(k, lane, a0, a1, b0, b1, b2, b3, work + (<usize>lane << 2));
      }
      const to = c + <usize>i * cRow + <usize>j * cColumn;
      put(work, to, cColumn, columns, adding);
      if (i + 1 < m) put(work + 64, to + cRow, cColumn, columns, adding);
    }
  }
}

/** The sums of chains `lane` to `lane + 3`, of two rows and four columns: a vector for each row, the rows 64 bytes apart. */
function fourChains(
  k: i32, lane: i32, a0: usize, a1: usize, b0: usize, b1: usize, b2: usize, b3: usize, sums: usize,
): void {
  const first = <usize>lane << 2;
  a0 += first; a1 += first; b0 += first; b1 += first; b2 += first; b3 += first;
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00;
  let left = k - lane;
  for (; left > 3; left -= 16) {
    const x0 = v128.load(a0), x1 = v128.load(a1);
    let y = v128.load(b0); s00 = madd(x0, y, s00); s10 = madd(x1, y, s10);
    y = v128.load(b1); s01 = madd(x0, y, s01); s11 = madd(x1, y, s11);
    y = v128.load(b2); s02 = madd(x0, y, s02); s12 = madd(x1, y, s12);
    y = v128.load(b3); s03 = madd(x0, y, s03); s13 = madd(x1, y, s13);
    a0 += 64; a1 += 64; b0 += 64; b1 += 64; b2 += 64; b3 += 64;
  }
  if (left > 0) {
    // A chain without a term stays as it is: 0 · 0 would make 0 of −0.
    const has = i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3));
    const x0 = some(a0, left), x1 = some(a1, left);
    let y = some(b0, left);
    s00 = v128.bitselect(madd(x0, y, s00), s00, has); s10 = v128.bitselect(madd(x1, y, s10), s10, has);
    y = some(b1, left);
    s01 = v128.bitselect(madd(x0, y, s01), s01, has); s11 = v128.bitselect(madd(x1, y, s11), s11, has);
    y = some(b2, left);
    s02 = v128.bitselect(madd(x0, y, s02), s02, has); s12 = v128.bitselect(madd(x1, y, s12), s12, has);
    y = some(b3, left);
    s03 = v128.bitselect(madd(x0, y, s03), s03, has); s13 = v128.bitselect(madd(x1, y, s13), s13, has);
  }
  v128.store(sums, neighbours(neighbours(s00, s01), neighbours(s02, s03)));
  v128.store(sums, neighbours(neighbours(s10, s11), neighbours(s12, s13)), 64);
}

/** The sums of each two neighbours, first those of a. */
@inline
function neighbours(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 2, 4, 6), v128.shuffle<f32>(a, b, 1, 3, 5, 7));
}

/** The first 1 to 3 numbers. */
function some(from: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(from);
  const two = v128.load64_zero(from);
  return count == 2 ? two : v128.load32_lane(from, two, 2, 8);
}

/** Adds up the four vectors of a row, and puts the first `columns` sums where they belong. */
function put(sums: usize, c: usize, cColumn: usize, columns: i32, adding: i32): void {
  const sum = f32x4.add(
    f32x4.add(v128.load(sums), v128.load(sums, 16)),
    f32x4.add(v128.load(sums, 32), v128.load(sums, 48)),
  );
  if (columns == 4 && cColumn == 4) {
    v128.store(c, addedTo(c, sum, adding));
    return;
  }
  v128.store(sums, sum);
  for (let j = 0; j < columns; j++) {
    const one = load<f32>(sums + (<usize>j << 2));
    store<f32>(c, oneAddedTo(c, one, adding));
    c += cColumn;
  }
}
