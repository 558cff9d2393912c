import { madd } from "../lanes/madd";
import { ADDS } from "./adding";
import { stripOfDoubles } from "./stripOfDoubles";

/**
 * Calculates a strip of a product: `rows` (1 to 4) rows of a by panels of 8 columns of b, over k terms. All steps are in bytes.
 *
 * Eight sums, two rows of b and a number of each row of a: V8 loads all operands of a turn first, and keeps a sum in
 * memory where they are more than 15, which halves the speed.
 *
 * @param a the first row; element (i, t) at `a + i * aRow + t * aColumn`
 * @param b the first panel; the eight numbers of term t at `b + t * bRow`, the next panel `bPanel` further
 * @param start where the sums so far lie, rows `startRow` apart; 0: there are none
 * @param c where the sums go, rows `cRow` apart; `adding` says to what they are added
 * @param last how many of the last columns are written; 0: all of them
 */
@inline
function strip(
  rows: i32, panels: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bPanel: usize,
  start: usize, startRow: usize, c: usize, cRow: usize, adding: i32, last: i32,
): void {
  for (; panels > 0; panels--) {
    let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
    if (start) {
      let from = start;
      s00 = v128.load(from); s01 = v128.load(from, 16);
      if (rows > 1) { from += startRow; s10 = v128.load(from); s11 = v128.load(from, 16); }
      if (rows > 2) { from += startRow; s20 = v128.load(from); s21 = v128.load(from, 16); }
      if (rows > 3) { from += startRow; s30 = v128.load(from); s31 = v128.load(from, 16); }
      start += 32;
    }
    let a0 = a, a1 = a0 + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
    let b0 = b;
    for (let t = k; t > 0; t--) {
      const y0 = v128.load(b0), y1 = v128.load(b0, 16);
      let x = v128.load32_splat(a0);
      s00 = madd(x, y0, s00); s01 = madd(x, y1, s01); a0 += aColumn;
      if (rows > 1) { x = v128.load32_splat(a1); s10 = madd(x, y0, s10); s11 = madd(x, y1, s11); a1 += aColumn; }
      if (rows > 2) { x = v128.load32_splat(a2); s20 = madd(x, y0, s20); s21 = madd(x, y1, s21); a2 += aColumn; }
      if (rows > 3) { x = v128.load32_splat(a3); s30 = madd(x, y0, s30); s31 = madd(x, y1, s31); a3 += aColumn; }
      b0 += bRow;
    }
    let to = c;
    put(to, s00, s01, adding, last);
    if (rows > 1) { to += cRow; put(to, s10, s11, adding, last); }
    if (rows > 2) { to += cRow; put(to, s20, s21, adding, last); }
    if (rows > 3) { to += cRow; put(to, s30, s31, adding, last); }
    c += 32;
    b += bPanel;
  }
}

@inline
function put(c: usize, low: v128, high: v128, adding: i32, last: i32): void {
  // One question where there is nothing to add, which is the most frequent.
  if (adding || last) {
    const c0 = v128.load(c), c1 = v128.load(c, 16);
    if (adding) {
      const kept = i32x4.splat(adding == ADDS ? -1 : 0);
      low = f32x4.add(v128.and(c0, kept), low);
      high = f32x4.add(v128.and(c1, kept), high);
    }
    if (last) {
      low = v128.bitselect(low, c0, i32x4.gt_s(i32x4(0, 1, 2, 3), i32x4.splat(7 - last)));
      high = v128.bitselect(high, c1, i32x4.gt_s(i32x4(4, 5, 6, 7), i32x4.splat(7 - last)));
    }
  }
  v128.store(c, low);
  v128.store(c, high, 16);
}

function strip1(
  panels: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bPanel: usize,
  start: usize, startRow: usize, c: usize, cRow: usize, adding: i32,
): void {
  strip(1, panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding, 0);
}

function strip2(
  panels: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bPanel: usize,
  start: usize, startRow: usize, c: usize, cRow: usize, adding: i32,
): void {
  strip(2, panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding, 0);
}

function strip3(
  panels: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bPanel: usize,
  start: usize, startRow: usize, c: usize, cRow: usize, adding: i32,
): void {
  strip(3, panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding, 0);
}

function strip4(
  panels: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bPanel: usize,
  start: usize, startRow: usize, c: usize, cRow: usize, adding: i32,
): void {
  strip(4, panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding, 0);
}

/** Calculates the last columns, 1 to 7, of a strip of at least 8: as one panel that lies over the one before. */
export function restOf(
  rows: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, c: usize, cRow: usize, adding: i32, rest: i32,
): void {
  switch (rows) {
    case 1: strip(1, 1, k, a, aRow, aColumn, b, bRow, 0, 0, 0, c, cRow, adding, rest); break;
    case 2: strip(2, 1, k, a, aRow, aColumn, b, bRow, 0, 0, 0, c, cRow, adding, rest); break;
    case 3: strip(3, 1, k, a, aRow, aColumn, b, bRow, 0, 0, 0, c, cRow, adding, rest); break;
    default: strip(4, 1, k, a, aRow, aColumn, b, bRow, 0, 0, 0, c, cRow, adding, rest);
  }
}

/**
 * Calculates a strip of `rows` rows, 1 to 4, each number with a loop of its own: see `strip`. Without a fused instruction, where no
 * product is `tiny`, in doubles.
 */
export function stripOf(
  rows: i32, panels: i32, k: i32, a: usize, aRow: usize, aColumn: usize, b: usize, bRow: usize, bPanel: usize,
  start: usize, startRow: usize, c: usize, cRow: usize, adding: i32, tiny: bool,
): void {
  if (!FUSED) {
    if (!tiny) return stripOfDoubles(rows, panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding);
  }
  switch (rows) {
    case 1: strip1(panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding); break;
    case 2: strip2(panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding); break;
    case 3: strip3(panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding); break;
    default: strip4(panels, k, a, aRow, aColumn, b, bRow, bPanel, start, startRow, c, cRow, adding);
  }
}
