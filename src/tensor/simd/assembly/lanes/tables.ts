/** Where the tables lie. */
let tables: usize = 0;

/** Says where `writeTables` has put the tables (`src/tensor/simd/tables.ts`). */
@inline
export function placeTables(pointer: usize): void {
  tables = pointer;
}

/** The table of 2^(i / 32), 32 doubles. */
@inline
export function fractionTable(): usize {
  return tables;
}

/** The coefficients of the error function, 12 doubles for each of 97 steps. */
@inline
export function errorTable(): usize {
  return tables + 256;
}

/** What tanh is at the middle of each of its 577 cells, and how much it is in doubt: a double and an int32, 16 bytes each. */
@inline
export function tangentTable(): usize {
  return tables + 9568;
}

/** The rest of what `writeTables` leaves free, 5760 bytes, for what a function comes back to. */
@inline
export function placeForLater(): usize {
  return tables + 18816;
}
