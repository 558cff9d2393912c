import { Arena, type GrowableMemory } from "../backend/arena.ts";
import type { Backend, KernelName, Operands } from "../backend/backend.ts";
import { preparePlain } from "../backend/plainBackend.ts";
import { plain } from "../kernels/plain.ts";
import { chooseSimd, type SimdVariant } from "./chooseSimd.ts";
import { fromZero } from "./fromZero.ts";
import { inOne } from "./inOne.ts";
import { instantiateSimd } from "./instantiateSimd.ts";
import { moving } from "./moving.ts";
import { preparations } from "./preparations.ts";
import type { Preparations } from "./simd.ts";
import { SCRATCH_BYTES } from "./tables.ts";

/** What is used here of the platform's WebAssembly, which no library of this layer declares. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => GrowableMemory;
};

const preparationsFromZero: Preparations = fromZero;

const PAGE = 2 ** 16;
/** As far as an address of 32 bits reaches. */
const MOST_PAGES = 2 ** 16;

/**
 * Makes the backend of SIMD kernels, over a memory that grows as programs need it; null where this engine has no WebAssembly
 * that rounds as it must. A thread needs one, as each reserves gigabytes of addresses.
 *
 * @param compile compiles a variant of the module, and rejects where the engine cannot.
 */
export async function simdBackend(compile: (variant: SimdVariant) => Promise<object>): Promise<Backend | null> {
  if (typeof WebAssembly === "undefined") return null;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(SCRATCH_BYTES / PAGE) + 1, maximum: MOST_PAGES });
  const chosen = await chooseSimd(compile, memory);
  if (chosen === null) return null;
  const simd = instantiateSimd(chosen.module, memory, 0);
  const arena = new Arena(memory, SCRATCH_BYTES);
  return {
    name: "simd",
    variant: chosen.variant,
    kernels: plain,
    allocate: (bytes) => arena.allocate(bytes),
    prepare<Name extends KernelName>(name: Name, ...operands: Operands<Name>): () => void {
      return preparations[name]?.(simd, ...operands) ?? preparePlain(name, ...operands);
    },
    prepareFromZero<Name extends KernelName>(name: Name, ...operands: Operands<Name>): (() => void) | null {
      return preparationsFromZero[name]?.(simd, ...operands) ?? null;
    },
    prepareInOne: (calls) => inOne(simd, calls),
    prepareMoving: (gradient, update) => moving(simd, gradient, update),
  };
}
