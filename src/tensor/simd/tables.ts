import { ERF_COEFFICIENTS } from "../../math/erf.ts";
import { EXP_FRACTIONS } from "../../math/exp.ts";
import { writeTangents } from "./tangentTable.ts";
import { WORK_BYTES, type SimdMemory } from "./simd.ts";

/** Holds how many bytes the kernels' tables take, and what is left free behind them. */
export const TABLE_BYTES = 24_576;

/** Holds how many bytes of a memory an instance of the module needs: its tables, and the kernels' work space. */
export const SCRATCH_BYTES = TABLE_BYTES + WORK_BYTES;

/** Writes the tables of `src/math` to where the module reads them (`assembly/lanes/tables.ts`). */
export function writeTables(memory: SimdMemory, pointer: number): void {
  new Float64Array(memory.buffer, pointer, EXP_FRACTIONS.length).set(EXP_FRACTIONS);
  new Float64Array(memory.buffer, pointer + EXP_FRACTIONS.byteLength, ERF_COEFFICIENTS.length).set(ERF_COEFFICIENTS);
  writeTangents(memory.buffer, pointer + EXP_FRACTIONS.byteLength + ERF_COEFFICIENTS.byteLength);
}
