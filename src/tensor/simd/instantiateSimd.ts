import type { Simd, SimdFunction, SimdMemory } from "./simd.ts";
import { TABLE_BYTES, writeTables } from "./tables.ts";

/** What is used here of the platform's WebAssembly, which no library of this layer declares. */
declare const WebAssembly: {
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: SimdMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

/**
 * Makes an instance of the SIMD kernels' module over a memory.
 *
 * @param module the `WebAssembly.Module` that `virtual:simd-module` compiles.
 * @param memory a `WebAssembly.Memory`, which may grow later.
 * @param scratch the pointer to `SCRATCH_BYTES` of it that belong to the instance, aligned to 64 bytes.
 */
export function instantiateSimd(module: object, memory: SimdMemory, scratch: number): Simd {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const exported = (name: string): SimdFunction => {
    const found = exports[name];
    if (typeof found !== "function") throw new Error(`the SIMD module has no function ${name}`);
    return found as SimdFunction;
  };
  writeTables(memory, scratch);
  exported("useTables")(scratch);
  return { memory, exported, work: scratch + TABLE_BYTES };
}
