import { compileSimd } from "virtual:simd-module";
import type { Backend } from "../../tensor/backend/backend.ts";
import { simdBackend } from "../../tensor/simd/simdBackend.ts";

/** Makes the backend of SIMD kernels; null where this Node runs none. */
export function simd(): Promise<Backend | null> {
  return simdBackend(compileSimd);
}
