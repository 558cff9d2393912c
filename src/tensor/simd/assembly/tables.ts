/** Where the tables lie. */
let tables: usize = 0;

/** Says where `writeTables` has put the tables (`src/tensor/simd/tables.ts`). */
export function useTables(pointer: usize): void {
  tables = pointer;
}
