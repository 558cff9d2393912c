import { madd } from "../lanes/madd";
import { ADDS, BEGINS, MOVES, MOVES_NOTED, noteFinite, STORES } from "./adding";
import { put } from "./put";
import { Steps } from "./steps";
import { squares } from "./squares";

/** A panel's columns. */
export const WIDTH: i32 = 12;

/** What a strip does besides: nothing, copy its panels, or read what will be copied next. */
const NEITHER: i32 = 0;
const COPIES: i32 = 1;
const READS_AHEAD: i32 = 2;

/** Returns how many rows a strip has at most, of panels of so many vectors. */
@inline
export function heightOf(vectors: i32): i32 {
  if (!FUSED) return 4;
  return vectors == 3 ? 3 : vectors == 2 ? 4 : 7;
}

/**
 * Calculates rows of a by panels of b over k terms, in strips of rows as even as can be. Panels have `vectors` times four columns.
 *
 * @param a the first row
 * @param b the first panel
 * @param start where the sums so far lie; 0: there are none
 * @param c where the sums go
 * @param plus what they are added to, if they are
 * @param source where the panels' columns lie, side by side, and are copied from, on the way; 0: they are there
 */
export function strips(
  vectors: i32, rows: i32, panels: i32, k: i32, a: usize, b: usize, start: usize, c: usize, plus: usize, source: usize, steps: Steps,
): void {
  const most = heightOf(vectors);
  const count = (rows + most - 1) / most;
  const height = rows / count;
  const higher = rows - height * count;
  for (let s = 0; s < count; s++) {
    const high = height + i32(s < higher);
    if (!FUSED) {
      squares(high, vectors, panels, k, a, b, start, c, plus, steps);
    } else {
      switch (vectors) {
        case 3: stripOf12(high, panels, k, a, b, start, c, plus, source, steps); break;
        case 2: stripOf8(high, panels, k, a, b, start, c, plus, steps); break;
        default: stripOf4(high, panels, k, a, b, start, c, plus, steps);
      }
    }
    if (steps.ahead && !source) steps.ahead += <usize>steps.aheadRows * steps.sourceRow;
    source = 0;
    a += steps.tile ? steps.tile : <usize>high * steps.aRow;
    if (start) start += <usize>high * steps.startRow;
    c += <usize>high * steps.cRow;
    plus += <usize>high * steps.plusRow;
  }
}

function stripOf12(
  rows: i32, panels: i32, k: i32, a: usize, b: usize, start: usize, c: usize, plus: usize, source: usize, steps: Steps,
): void {
  if (source) return strip(3, 3, panels, k, a, b, start, c, plus, COPIES, source, steps);
  if (rows == 3 && steps.ahead) return strip(3, 3, panels, k, a, b, start, c, plus, READS_AHEAD, 0, steps);
  switch (rows) {
    case 1: strip(1, 3, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    case 2: strip(2, 3, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    default: strip(3, 3, panels, k, a, b, start, c, plus, NEITHER, 0, steps);
  }
}

function stripOf8(rows: i32, panels: i32, k: i32, a: usize, b: usize, start: usize, c: usize, plus: usize, steps: Steps): void {
  switch (rows) {
    case 1: strip(1, 2, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    case 2: strip(2, 2, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    case 3: strip(3, 2, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    default: strip(4, 2, panels, k, a, b, start, c, plus, NEITHER, 0, steps);
  }
}

function stripOf4(rows: i32, panels: i32, k: i32, a: usize, b: usize, start: usize, c: usize, plus: usize, steps: Steps): void {
  switch (rows) {
    case 1: strip(1, 1, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    case 2: strip(2, 1, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    case 3: strip(3, 1, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    case 4: strip(4, 1, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    case 5: strip(5, 1, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    case 6: strip(6, 1, panels, k, a, b, start, c, plus, NEITHER, 0, steps); break;
    default: strip(7, 1, panels, k, a, b, start, c, plus, NEITHER, 0, steps);
  }
}

/**
 * A strip of `rows` rows: see `strips`.
 *
 * Nine sums, three vectors of b and a number of each row of a: as many chains as keep two units busy whose multiply-adds take four
 * cycles, and one more. V8 loads all operands of a turn first, and keeps a sum in memory where they are more than 15, which halves
 * the speed.
 */
@inline
function strip(
  rows: i32, vectors: i32, panels: i32, k: i32, a: usize, b: usize, start: usize, c: usize, plus: usize,
  besides: i32, source: usize, steps: Steps,
): void {
  const copies = besides == COPIES;
  const width = <usize>vectors << 4;
  const aRow = steps.aRow, aColumn = steps.aColumn, bRow = steps.bRow, bPanel = steps.bPanel;
  const sourceRow = steps.sourceRow, startRow = steps.startRow, cRow = steps.cRow, plusRow = steps.plusRow;
  const adding = steps.adding, hidden = steps.hidden;
  let ahead = besides == READS_AHEAD ? steps.ahead : 0;
  for (; panels > 0; panels--) {
    let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s10 = s00, s11 = s00, s12 = s00, s20 = s00, s21 = s00, s22 = s00;
    let s30 = s00, s31 = s00, s40 = s00, s50 = s00, s60 = s00;
    if (start) {
      let from = start;
      s00 = first(from); s01 = second(vectors, from); s02 = third(vectors, from);
      if (rows > 1) { from += startRow; s10 = first(from); s11 = second(vectors, from); s12 = third(vectors, from); }
      if (rows > 2) { from += startRow; s20 = first(from); s21 = second(vectors, from); s22 = third(vectors, from); }
      if (rows > 3) { from += startRow; s30 = first(from); s31 = second(vectors, from); }
      if (rows > 4) { from += startRow; s40 = first(from); }
      if (rows > 5) { from += startRow; s50 = first(from); }
      if (rows > 6) { from += startRow; s60 = first(from); }
      start += width;
    }
    let a0 = a;
    let b0 = b, from0 = copies ? source : b;
    for (let t = k; t > 0; t--) {
      const y0 = first(from0), y1 = second(vectors, from0), y2 = third(vectors, from0);
      from0 += copies ? sourceRow : bRow;
      if (copies) {
        v128.store(b0, y0);
        v128.store(b0, y1, 16);
        v128.store(b0, y2, 32);
        b0 += bRow;
      }
      // One pointer for all rows: V8 has no registers for seven.
      let at = a0, x = v128.load32_splat(at);
      a0 += aColumn;
      s00 = madd(x, y0, s00);
      if (vectors > 1) s01 = madd(x, y1, s01);
      if (vectors > 2) s02 = madd(x, y2, s02);
      if (rows > 1) {
        at += aRow;
        x = v128.load32_splat(at);
        s10 = madd(x, y0, s10);
        if (vectors > 1) s11 = madd(x, y1, s11);
        if (vectors > 2) s12 = madd(x, y2, s12);
      }
      if (rows > 2) {
        at += aRow;
        x = v128.load32_splat(at);
        s20 = madd(x, y0, s20);
        if (vectors > 1) s21 = madd(x, y1, s21);
        if (vectors > 2) s22 = madd(x, y2, s22);
      }
      if (rows > 3) {
        at += aRow;
        x = v128.load32_splat(at);
        s30 = madd(x, y0, s30);
        if (vectors > 1) s31 = madd(x, y1, s31);
      }
      if (rows > 4) { at += aRow; s40 = madd(v128.load32_splat(at), y0, s40); }
      if (rows > 5) { at += aRow; s50 = madd(v128.load32_splat(at), y0, s50); }
      if (rows > 6) { at += aRow; s60 = madd(v128.load32_splat(at), y0, s60); }
    }
    // What is frequent is asked once a panel.
    if (vectors == 3 && !hidden && adding == STORES) {
      putRows(rows, 3, c, cRow, plus, plusRow, STORES, 0, s00, s01, s02, s10, s11, s12, s20, s21, s22, s00, s00, s00, s00, s00);
    } else if (vectors == 3 && !hidden && adding == ADDS) {
      putRows(rows, 3, c, cRow, plus, plusRow, ADDS, 0, s00, s01, s02, s10, s11, s12, s20, s21, s22, s00, s00, s00, s00, s00);
    } else if (vectors == 3 && !hidden && adding == BEGINS) {
      putRows(rows, 3, c, cRow, plus, plusRow, BEGINS, 0, s00, s01, s02, s10, s11, s12, s20, s21, s22, s00, s00, s00, s00, s00);
    } else if (vectors == 3 && !hidden && adding == MOVES) {
      let zero = f32x4.add(f32x4.add(none(s00), none(s01)), none(s02));
      if (rows > 1) zero = f32x4.add(f32x4.add(f32x4.add(none(s10), none(s11)), none(s12)), zero);
      if (rows > 2) zero = f32x4.add(f32x4.add(f32x4.add(none(s20), none(s21)), none(s22)), zero);
      noteFinite(zero);
      putRows(rows, 3, c, cRow, plus, plusRow, MOVES_NOTED, 0, s00, s01, s02, s10, s11, s12, s20, s21, s22, s00, s00, s00, s00, s00);
    } else {
      putRows(
        rows, vectors, c, cRow, plus, plusRow, adding, hidden,
        s00, s01, s02, s10, s11, s12, s20, s21, s22, s30, s31, s40, s50, s60,
      );
    }
    c += width;
    plus += width;
    b += bPanel;
    if (copies) source += width;
    if (besides == READS_AHEAD) {
      steps.read = touch(steps.aheadRows, ahead, sourceRow);
      ahead += width;
    }
  }
}

/** 0, or nan where a sum is not finite. */
@inline
function none(sum: v128): v128 {
  return f32x4.sub(sum, sum);
}

@inline
function first(from: usize): v128 {
  return v128.load(from);
}

/** The second vector, where there is one. */
@inline
function second(vectors: i32, from: usize): v128 {
  return vectors > 1 ? v128.load(from, 16) : f32x4.splat(0);
}

@inline
function third(vectors: i32, from: usize): v128 {
  return vectors > 2 ? v128.load(from, 32) : f32x4.splat(0);
}

/** Reads a number of each of so many rows. */
@inline
function touch(rows: i32, from: usize, row: usize): i32 {
  let all = 0;
  for (; rows > 0; rows--) {
    all |= load<i32>(from);
    from += row;
  }
  return all;
}

/** Puts the sums of a panel where they belong. */
@inline
function putRows(
  rows: i32, vectors: i32, c: usize, cRow: usize, plus: usize, plusRow: usize, adding: i32, hidden: i32,
  s00: v128, s01: v128, s02: v128, s10: v128, s11: v128, s12: v128, s20: v128, s21: v128, s22: v128,
  s30: v128, s31: v128, s40: v128, s50: v128, s60: v128,
): void {
  putRow(vectors, c, s00, s01, s02, plus, adding, hidden);
  if (rows > 1) { c += cRow; plus += plusRow; putRow(vectors, c, s10, s11, s12, plus, adding, hidden); }
  if (rows > 2) { c += cRow; plus += plusRow; putRow(vectors, c, s20, s21, s22, plus, adding, hidden); }
  if (rows > 3) { c += cRow; plus += plusRow; putRow(vectors, c, s30, s31, s00, plus, adding, hidden); }
  if (rows > 4) { c += cRow; plus += plusRow; putRow(1, c, s40, s00, s00, plus, adding, hidden); }
  if (rows > 5) { c += cRow; plus += plusRow; putRow(1, c, s50, s00, s00, plus, adding, hidden); }
  if (rows > 6) { c += cRow; plus += plusRow; putRow(1, c, s60, s00, s00, plus, adding, hidden); }
}

@inline
function putRow(vectors: i32, c: usize, x: v128, y: v128, z: v128, plus: usize, adding: i32, hidden: i32): void {
  put(c, x, plus, adding, hidden);
  if (vectors > 1) put(c + 16, y, plus + 16, adding, hidden - 4);
  if (vectors > 2) put(c + 32, z, plus + 32, adding, hidden - 8);
}
