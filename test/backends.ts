import { setFlagsFromString } from "node:v8";
import { compileSimd } from "virtual:simd-module";
import type { Backend } from "../src/tensor/backend/backend.ts";
import { plainBackend } from "../src/tensor/backend/plainBackend.ts";
import { simdBackend } from "../src/tensor/simd/simdBackend.ts";

// Node 20 has relaxed SIMD behind a flag, which counts from the next module on that is compiled.
setFlagsFromString("--experimental-wasm-relaxed-simd");

const simd = await simdBackend(compileSimd);
if (simd === null) throw new Error("this Node runs no SIMD kernels");

/** Every backend. */
export const backends = { plain: plainBackend, simd } satisfies Record<string, Backend>;

export type BackendName = keyof typeof backends;
