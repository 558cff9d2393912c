/** Rows that are alike have one group; groups are numbered in the order of their first rows. */
export interface RowGroups {
  /** The group of each row. */
  readonly of: Int32Array;
  /** The first row of each group. */
  readonly first: Int32Array;
}

/** What makes two rows alike. */
export interface RowIdentity {
  /** Any whole number of 32 bits, the same for rows that are alike. */
  readonly hash: (row: number) => number;
  readonly same: (row: number, other: number) => boolean;
}

/**
 * Groups rows 0 to `count` − 1. A hash table over row numbers, with linear probing, in typed arrays: millions of rows
 * take no objects, and the table is as large as there are groups, not rows.
 */
export function groupRows(count: number, { hash, same }: RowIdentity): RowGroups {
  const of = new Int32Array(count);
  let first = new Int32Array(1024);
  let groups = 0;
  // At most half full. A slot holds a group's number + 1.
  let slots = new Int32Array(2048);
  const slotOf = (row: number): number => {
    const mask = slots.length - 1;
    let slot = mixed(hash(row)) & mask;
    for (;;) {
      const group = slots[slot]! - 1;
      if (group < 0 || same(first[group]!, row)) return slot;
      slot = (slot + 1) & mask;
    }
  };
  for (let row = 0; row < count; row++) {
    const slot = slotOf(row);
    if (slots[slot] === 0) {
      slots[slot] = groups + 1;
      first[groups++] = row;
    }
    of[row] = slots[slot]! - 1;
    if (groups < first.length) continue;
    first = enlarged(first);
    slots = new Int32Array(slots.length * 2);
    for (let group = 0; group < groups; group++) slots[slotOf(first[group]!)] = group + 1;
  }
  return { of, first: first.slice(0, groups) };
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
