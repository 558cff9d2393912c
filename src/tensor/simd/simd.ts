import type { Kernels } from "../kernels/kernels.ts";

/** Describes what is used of a `WebAssembly.Memory`. Its buffer is another one after it has grown. */
export interface SimdMemory {
  readonly buffer: ArrayBufferLike;
}

/** Describes a function of the module: pointers in bytes, counts, steps and numbers go in. */
export type SimdFunction = (...operands: number[]) => number;

/** Holds an instance of the SIMD kernels' module over a memory. */
export interface Simd {
  readonly memory: SimdMemory;
  /** Returns the module's function of that name. Throws where it has none. */
  readonly exported: (name: string) => SimdFunction;
  /** The pointer to what kernels write meanwhile, {@link WORK_BYTES} of them: one call at a time. */
  readonly work: number;
}

/** Holds how many bytes of work space each kernel finds at {@link Simd.work}. */
export const WORK_BYTES = 2 ** 20;

/**
 * Prepares a call of a kernel: returns what runs it, or null where the plain kernel is to do it, as for dtypes, strides and sizes that
 * are not done here or operands outside of the memory. Called once, while the operands are bound; what it returns runs often,
 * also after the memory has grown.
 */
export type Preparation<K extends keyof Kernels> = (
  simd: Simd,
  ...operands: Parameters<Kernels[K]>
) => (() => void) | null;

/** Describes the kernels that the module has, by their names. */
export type Preparations = { readonly [K in keyof Kernels]?: Preparation<K> };
