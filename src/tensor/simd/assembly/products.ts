import { addedTo, oneAddedTo, STORES } from "./products/adding";
import { dotProducts } from "./products/dot";
import { addBias, apply, NOTHING } from "./products/following";
import { pack, packTiles } from "./products/packing";
import { restOf, stripOf } from "./products/strip";
import { isTiny } from "./products/tiny";

/** How many terms, columns and rows are taken at a time, so that they stay in the caches. */
const TERMS: i32 = 256;
const COLUMNS: i32 = 256;
const ROWS: i32 = 192;
/** A strip's most rows. */
const HEIGHT: i32 = 4;

/** So many columns are taken at a time where they and a's rows need not be gone over again: long rows are fetched ahead. */
const MOST_COLUMNS: i32 = 1024;
/** What of the first and the second cache is taken, in numbers. */
const FIRST_CACHE: i32 = 3584;
const SECOND_CACHE: i32 = 40960;
const SUMS_ROW: usize = <usize>COLUMNS * 4 + 64;
/** Where what lies in the work space. */
const PANELS: usize = 0;
const SUMS: usize = PANELS + <usize>(COLUMNS / 8) * (<usize>TERMS * 32 + 64);
const TILES: usize = SUMS + <usize>ROWS * SUMS_ROW;
/** What a last, narrower panel gives, in front of the end at 654 KiB: `work` is 1 MiB. */
const REST: usize = TILES + <usize>ROWS * <usize>TERMS * 4;

/**
 * Calculates `c = a @ b`, added to what `adding` says, each element in 16 chains: see `dotProducts`. a's columns
 * and b's rows are adjacent.
 */
export function dots(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, b: usize, bColumn: usize, c: usize, cRow: usize, cColumn: usize,
  adding: i32, work: usize,
): void {
  // Four columns are taken at a time, two rows.
  if (n > 2) dotProducts(m, n, k, a, aRow, b, bColumn, c, cRow, cColumn, adding, work);
  else dotProducts(n, m, k, b, bColumn, a, aRow, c, cColumn, cRow, adding, work);
}

/**
 * Calculates `c = a @ b`, added to what `adding` says (`products/adding.ts`): a is m×k, b is k×n, c is m×n. Each element is one chain
 * of fused multiply-adds over k, in order, from 0 on. Strides are in bytes.
 */
export function gemm(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, cColumn: usize,
  adding: i32, work: usize,
): void {
  if (bColumn != 4 && bRow == 4 && aColumn == 4 && m < n && (m & 7) == 0 && k > 64) {
    // The transposed product: fewer numbers are brought into order.
    product(n, m, k, b, bColumn, bRow, a, aColumn, aRow, c, cColumn, cRow, adding, work, 0, NOTHING);
  } else {
    product(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, cColumn, adding, work, 0, NOTHING);
  }
}

/**
 * Calculates `c = f(a @ b + bias)`, the product as `gemm` does and each step rounded; c's columns are adjacent, and so are the n numbers
 * of the bias. The functions: `products/following.ts`.
 */
export function gemmAndMore(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize,
  bias: usize, f: i32, work: usize,
): void {
  product(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, 4, STORES, work, bias, f);
}

function product(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, cColumn: usize,
  adding: i32, work: usize,
  bias: usize, f: i32,
): void {
  const inPlace = bColumn == 4 && (m <= HEIGHT || <usize>k * bRow <= 32768);
  let tiny = false;
  if (!FUSED) tiny = isTiny(m, n, k, a, aRow, aColumn, b, bRow, bColumn);
  const single = m <= ROWS && k <= TERMS;
  const block = single && cColumn == 4 ? min(MOST_COLUMNS, max(COLUMNS, (SECOND_CACHE / max(k, 1)) & ~15)) : COLUMNS;
  // The last columns are a panel that lies over the one before, if that is finished.
  const overlaps = FUSED && cColumn == 4 && n >= 8 && k <= TERMS;
  // A little more than a panel, so that panels do not all fall on the same lines of a cache.
  const panel = <usize>min(k, TERMS) * 32 + 64;
  for (let j = 0; j < n; j += block) {
    const columns = min(block, n - j);
    const whole = columns >> 3;
    const rest = columns & 7;
    for (let i = 0; i < m; i += ROWS) {
      const rows = min(ROWS, m - i);
      const strips = (rows + HEIGHT - 1) / HEIGHT;
      const height = rows / strips;
      const higher = rows - height * strips;
      for (let t = 0; t == 0 || t < k; t += TERMS) {
        const terms = min(TERMS, k - t);
        const last = t + terms >= k;
        const bHere = b + <usize>t * bRow + <usize>j * bColumn;
        if (i == 0 || k > TERMS) {
          const skipped = inPlace ? columns & ~7 : 0;
          const packed = (overlaps ? columns & ~7 : columns) - skipped;
          if (packed) pack(terms, packed, bHere + <usize>skipped * bColumn, bRow, bColumn, work + PANELS + <usize>(skipped >> 3) * panel, panel);
          if (overlaps && rest && !inPlace) {
            pack(terms, 8, bHere + <usize>(columns - 8) * bColumn, bRow, bColumn, work + PANELS + <usize>whole * panel, panel);
          }
        }
        let from = a + <usize>i * aRow + <usize>t * aColumn;
        const tiled = aColumn != 4 && n > 16 && !(aRow == 4 && m * k <= FIRST_CACHE);
        if (tiled) {
          if (!single || j == 0) packTiles(strips, height, higher, terms, from, aRow, aColumn, work + TILES);
          from = work + TILES;
        }
        let sums = work + SUMS;
        let to = c + <usize>i * cRow + <usize>j * cColumn;
        for (let s = 0; s < strips; s++) {
          const high = height + i32(s < higher);
          const fromRow = tiled ? <usize>4 : aRow;
          const fromColumn = tiled ? <usize>high << 2 : aColumn;
          const start = t > 0 ? sums : 0;
          const direct = last && cColumn == 4;
          stripOf(
            high, whole, terms, from, fromRow, fromColumn,
            inPlace ? bHere : work + PANELS, inPlace ? bRow : 32, inPlace ? 32 : panel,
            start, SUMS_ROW, direct ? to : sums, direct ? cRow : SUMS_ROW, direct ? adding : STORES, tiny,
          );
          if (rest && overlaps) {
            const back = <usize>(columns - 8) << 2;
            restOf(
              high, terms, from, fromRow, fromColumn,
              inPlace ? bHere + back : work + PANELS + <usize>whole * panel, inPlace ? bRow : 32, to + back, cRow, adding, rest,
            );
          } else if (rest) {
            const begun = <usize>whole << 5;
            stripOf(
              high, 1, terms, from, fromRow, fromColumn,
              work + PANELS + <usize>whole * panel, 32, panel,
              start ? start + begun : 0, SUMS_ROW,
              direct ? work + REST : sums + begun, direct ? 32 : SUMS_ROW, STORES, tiny,
            );
            if (direct) scatter(high, rest, work + REST, 32, to + begun, cRow, 4, adding);
          }
          if (last && !direct) scatter(high, columns, sums, SUMS_ROW, to, cRow, cColumn, adding);
          if (last && bias) addBias(high, columns, to, cRow, bias + (<usize>j << 2));
          from += tiled ? <usize>terms * <usize>high << 2 : <usize>high * aRow;
          sums += <usize>high * SUMS_ROW;
          to += <usize>high * cRow;
        }
        if (last && f) apply(f, rows, columns, c + <usize>i * cRow + <usize>j * cColumn, cRow);
      }
    }
  }
}

/** Puts sums where they belong. */
function scatter(
  rows: i32, columns: i32, sums: usize, sumsRow: usize, c: usize, cRow: usize, cColumn: usize, adding: i32,
): void {
  const turned = rows == 4 && cRow == 4 ? columns & ~3 : 0;
  if (turned) scatterTurned(turned, sums, sumsRow, c, cColumn, adding);
  sums += <usize>turned << 2;
  c += <usize>turned * cColumn;
  for (let i = 0; i < rows; i++) {
    let to = c;
    for (let j = 0; j < columns - turned; j++) {
      const sum = load<f32>(sums + (<usize>j << 2));
      store<f32>(to, oneAddedTo(to, sum, adding));
      to += cColumn;
    }
    sums += sumsRow;
    c += cRow;
  }
}

/** Puts four rows of sums where each of their columns is four adjacent numbers: squares of 4 × 4 are transposed. */
function scatterTurned(columns: i32, sums: usize, sumsRow: usize, c: usize, cColumn: usize, adding: i32): void {
  for (let j = 0; j < columns; j += 4) {
    const r0 = v128.load(sums), r1 = v128.load(sums + sumsRow);
    const r2 = v128.load(sums + 2 * sumsRow), r3 = v128.load(sums + 3 * sumsRow);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    putFour(c, v128.shuffle<f64>(low01, low23, 0, 2), adding);
    putFour(c + cColumn, v128.shuffle<f64>(low01, low23, 1, 3), adding);
    putFour(c + 2 * cColumn, v128.shuffle<f64>(high01, high23, 0, 2), adding);
    putFour(c + 3 * cColumn, v128.shuffle<f64>(high01, high23, 1, 3), adding);
    sums += 16;
    c += 4 * cColumn;
  }
}

@inline
function putFour(c: usize, sum: v128, adding: i32): void {
  v128.store(c, addedTo(c, sum, adding));
}
