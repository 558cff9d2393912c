import { instantiateSimd } from "./instantiateSimd.ts";
import { roundsOnce } from "./roundsOnce.ts";
import type { SimdMemory } from "./simd.ts";

/** Names the module's two ways to a multiply-add that is rounded once. */
export type SimdVariant = "fused" | "exact";

/** Holds a module that rounds as it must, to make instances of. */
export interface ChosenSimd {
  readonly variant: SimdVariant;
  /** The `WebAssembly.Module`. */
  readonly module: object;
}

/** The fastest first; both are faster than the plain kernels: `docs/engine.md`. */
const VARIANTS: readonly SimdVariant[] = ["fused", "exact"];

/**
 * Chooses the fastest module that this engine compiles and that rounds once; null where there is none. Nothing is told: the
 * plain kernels give the same numbers.
 *
 * @param compile compiles a variant, and rejects where the engine cannot.
 * @param memory some memory of `SCRATCH_BYTES` at least, to try a module in.
 */
export async function chooseSimd(
  compile: (variant: SimdVariant) => Promise<object>,
  memory: SimdMemory,
): Promise<ChosenSimd | null> {
  for (const variant of VARIANTS) {
    // An engine without an instruction says so by an error of its own, each another one.
    const module = await compile(variant).catch(() => null);
    if (module !== null && roundsOnce(instantiateSimd(module, memory, 0))) return { variant, module };
  }
  return null;
}
