import { placeTables } from "./lanes/tables";

/** Says where the tables of `src/tensor/simd/tables.ts` lie; called once, before all else. */
export function useTables(pointer: usize): void {
  placeTables(pointer);
}
