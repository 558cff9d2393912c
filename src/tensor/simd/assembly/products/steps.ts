/** How far apart lies what a strip reads and writes, in bytes, and what becomes of its sums. */
@unmanaged
export class Steps {
  /** Element (i, t) of a lies at `i * aRow + t * aColumn`. */
  aRow: usize;
  aColumn: usize;
  /** From one strip's tile of a to the next; 0: there are none, and strips follow each other as rows do. */
  tile: usize;
  /** The numbers of term t of a panel of b lie at `t * bRow`, the next panel `bPanel` further. */
  bRow: usize;
  bPanel: usize;
  /** The rows of what b's panels are copied from. */
  sourceRow: usize;
  /** Where in the first of those rows what is copied next begins; 0: it is not read on the way, so that it comes into the cache. */
  ahead: usize;
  /** How many of those rows a strip reads so, and a number of them, lest nobody need them. */
  aheadRows: i32;
  read: i32;
  /** The rows of the sums so far, of where sums go, and of what they are added to. */
  startRow: usize;
  cRow: usize;
  plusRow: usize;
  /** To what they are added: see `adding.ts`. */
  adding: i32;
  /** How many of a panel's first columns stay as they are. */
  hidden: i32;
  /** Whether a product may be `tiny`, which only matters without a fused instruction. */
  tiny: bool;
}
