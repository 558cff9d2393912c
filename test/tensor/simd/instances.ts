import { setFlagsFromString } from "node:v8";
import { compileSimd } from "virtual:simd-module";
import { instantiateSimd } from "../../../src/tensor/simd/instantiateSimd.ts";
import type { Simd } from "../../../src/tensor/simd/simd.ts";

// Node 20 has relaxed SIMD behind a flag, which counts from the next module on that is compiled.
setFlagsFromString("--experimental-wasm-relaxed-simd");

const PAGES = 1024;

async function instance(variant: "fused" | "exact"): Promise<Simd> {
  return instantiateSimd(await compileSimd(variant), new WebAssembly.Memory({ initial: PAGES }), 0);
}

/** Both variants, each over a memory of its own of 64 MiB. */
export const instances: Readonly<Record<"fused" | "exact", Simd>> = {
  fused: await instance("fused"),
  exact: await instance("exact"),
};
