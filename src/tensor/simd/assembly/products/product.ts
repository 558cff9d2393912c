import { STORES } from "./adding";
import { apply } from "./following";
import { pack, packTiles } from "./packing";
import { scatter } from "./scatter";
import { Steps } from "./steps";
import { heightOf, strips, WIDTH } from "./strip";
import { isTiny } from "./tiny";

/** How many terms and columns are taken at a time, so that they stay in the caches. */
const TERMS: i32 = 256;
const COLUMNS: i32 = 252;
/** So many columns are taken at a time where their sums need no place: long rows are fetched ahead. */
const MOST_COLUMNS: i32 = 1020;
/** How many rows have a function applied to them at a time. */
const ROWS: i32 = 192;

/** What of the first and the second cache is taken, in numbers. */
const FIRST_CACHE: i32 = 3584;
const SECOND_CACHE: i32 = 40960;
/** What is read in place, row by row, may lie over so many bytes. */
const NEAR: usize = 32768;

/** Where what lies in the work space, which is 1 MiB: panels of b, a last and narrower one, tiles of a, sums, and the steps. */
const PANELS: usize = 0;
const LAST_PANEL: usize = 288 << 10;
const TILES: usize = 304 << 10;
const SUMS: usize = 560 << 10;
const STEPS: usize = 816 << 10;

/**
 * Calculates `c = f(a @ b)`, the product added to `plus` if `adding` says so, which lies as c does but for its rows: a is m×k, b is k×n,
 * c is m×n. Each element is one chain of fused multiply-adds over k, in order, from 0 on.
 */
export function product(
  m: i32, n: i32, k: i32,
  a: usize, aRow: usize, aColumn: usize,
  b: usize, bRow: usize, bColumn: usize,
  c: usize, cRow: usize, cColumn: usize,
  plus: usize, plusRow: usize, adding: i32,
  f: i32, work: usize,
): void {
  const height = heightOf(3);
  const once = k <= TERMS;
  // The last, narrower panel: it lies over the one before, so that it fills its vectors.
  const vectors = (n % WIDTH + 3) >> 2;
  const narrow = vectors << 2;
  const direct = cColumn == 4 && n >= narrow;
  const inPlace = bColumn == 4 && direct && (m <= 4 || <usize>k * bRow <= NEAR);
  const tiled = aColumn != 4 && n > 16 && !(aRow == 4 && (k <= 64 || m * k <= FIRST_CACHE));
  const block = once && direct ? min(MOST_COLUMNS, max(COLUMNS, SECOND_CACHE / max(k, 1) / WIDTH * WIDTH)) : COLUMNS;
  // A little more than a panel, so that panels do not all fall on the same lines of a cache.
  const panel = <usize>min(k, TERMS) * 48 + 64;
  const tile = (<usize>min(k, TERMS) * height << 2) + 16;
  const sumsRow = <usize>(min(n, block) + 2 * WIDTH) << 2;
  let rowsAtOnce = f ? ROWS : m;
  if (tiled) rowsAtOnce = min(rowsAtOnce, i32((SUMS - TILES) / tile) * height);
  if (!once || !direct) rowsAtOnce = min(rowsAtOnce, i32((STEPS - SUMS) / sumsRow));

  const steps = changetype<Steps>(work + STEPS);
  steps.sourceRow = bRow;
  steps.startRow = sumsRow;
  if (!FUSED) steps.tiny = isTiny(m, n, k, a, aRow, aColumn, b, bRow, bColumn);
  for (let j = 0; j < n; j += block) {
    const columns = min(block, n - j);
    const panels = columns / WIDTH;
    const rest = columns - panels * WIDTH;
    const restFrom = columns - (direct ? narrow : rest);
    for (let i = 0; i < m; i += rowsAtOnce) {
      const rows = min(rowsAtOnce, m - i);
      for (let t = 0; t == 0 || t < k; t += TERMS) {
        const terms = min(TERMS, k - t);
        const last = t + terms >= k;
        const aHere = a + <usize>i * aRow + <usize>t * aColumn;
        const bHere = b + <usize>t * bRow + <usize>j * bColumn;
        let source: usize = 0;
        if (!inPlace && (i == 0 || !once)) {
          // The first strip, if it is a whole one, copies the panels.
          if (FUSED && bColumn == 4 && rows > 4) source = bHere;
          else pack(WIDTH, terms, panels * WIDTH, bHere, bRow, bColumn, work + PANELS, panel);
          const restThere = bHere + <usize>restFrom * bColumn;
          if (rest) pack(narrow, terms, columns - restFrom, restThere, bRow, bColumn, work + LAST_PANEL, 0);
        }
        const sums = work + SUMS;
        const start = t > 0 ? sums : 0;
        const ends = last && direct;
        const at = <usize>i * cRow + <usize>j * cColumn;
        const to = ends ? c + at : sums;
        const plusTo = plus + <usize>i * plusRow + <usize>j * cColumn;
        steps.cRow = ends ? cRow : sumsRow;
        steps.plusRow = plusRow;
        steps.adding = ends ? adding : STORES;
        steps.hidden = 0;
        if (panels) {
          const isThere = once && rows == m && j > 0;
          if (tiled && !isThere) packTiles(rows, height, terms, aHere, aRow, aColumn, work + TILES, tile);
          steps.aRow = tiled ? 4 : aRow;
          steps.aColumn = tiled ? <usize>height << 2 : aColumn;
          steps.tile = tiled ? tile : 0;
          steps.bRow = inPlace ? bRow : 48;
          // Meanwhile the other strips read what the next columns' panels are copied from.
          steps.aheadRows = terms / max(1, rows / height);
          steps.ahead = source && once && j + 2 * block <= n && steps.aheadRows ? source + (<usize>block << 2) : 0;
          steps.bPanel = inPlace ? 48 : panel;
          strips(3, rows, panels, terms, tiled ? work + TILES : aHere, inPlace ? bHere : work + PANELS, start, to, plusTo, source, steps);
        }
        if (rest) {
          const back = ends ? <usize>restFrom << 2 : <usize>panels * 48;
          steps.aRow = aRow;
          steps.aColumn = aColumn;
          steps.tile = 0;
          steps.ahead = 0;
          steps.bRow = inPlace ? bRow : <usize>narrow << 2;
          steps.hidden = ends ? narrow - rest : 0;
          strips(
            vectors, rows, 1, terms, aHere, inPlace ? bHere + (<usize>restFrom << 2) : work + LAST_PANEL,
            start ? start + <usize>panels * 48 : 0, to + back, plusTo + back, 0, steps,
          );
        }
        if (last && !direct) scatter(rows, columns, sums, sumsRow, c + at, cRow, cColumn, plusTo, plusRow, adding);
        if (last && f) apply(f, rows, columns, c + at, cRow);
      }
    }
  }
}
