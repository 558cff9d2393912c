/** Rows that are alike have one group; groups are numbered in the order of their first rows. */
export interface RowGroups {
  /** The group of each row. */
  readonly of: Int32Array;
  /** The first row of each group. */
  readonly first: Int32Array;
}

/**
 * Groups the rows of a table that lies in an array row by row, `width` numbers each; alike are rows of the same numbers. A
 * hash table over row numbers, with linear probing, in typed arrays: millions of rows take no objects, and it is as large
 * as there are groups, not rows.
 */
export function groupRows(table: Int32Array, width: number, count: number): RowGroups {
  const of = new Int32Array(count);
  let first = new Int32Array(1024);
  let groups = 0;
  // At most half full. A slot holds a group's number + 1.
  let slots = new Int32Array(2048);
  for (let row = 0; row < count; row++) {
    const slot = findSlot(table, width, row, slots, first);
    if (slots[slot] === 0) {
      slots[slot] = groups + 1;
      first[groups++] = row;
    }
    of[row] = slots[slot]! - 1;
    if (groups < first.length) continue;
    first = enlarged(first);
    slots = new Int32Array(slots.length * 2);
    for (let group = 0; group < groups; group++) {
      slots[findSlot(table, width, first[group]!, slots, first)] = group + 1;
    }
  }
  return { of, first: first.slice(0, groups) };
}

/** The slot of a row's group, or an empty one where it will be. */
function findSlot(table: Int32Array, width: number, row: number, slots: Int32Array, first: Int32Array): number {
  const mask = slots.length - 1;
  const start = row * width;
  let hash = 0;
  for (let at = start; at < start + width; at++) hash = Math.imul(hash, 0x9e3779b1) + table[at]!;
  for (let slot = mixed(hash) & mask; ; slot = (slot + 1) & mask) {
    const group = slots[slot]! - 1;
    if (group < 0 || sameRow(table, width, start, first[group]! * width)) return slot;
  }
}

function sameRow(table: Int32Array, width: number, start: number, other: number): boolean {
  for (let k = 0; k < width; k++) if (table[start + k] !== table[other + k]) return false;
  return true;
}

/** Spreads a hash over all its bits (the finalizer of MurmurHash3), so that the low ones will do. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function enlarged(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
