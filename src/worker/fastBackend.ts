import { compileSimd } from "virtual:simd-module";
import type { Backend } from "../tensor/backend/backend.ts";
import { simdBackend } from "../tensor/simd/simdBackend.ts";

/** Returns the fastest backend that this browser runs; null where that is the plain one. */
export function fastBackend(): Promise<Backend | null> {
  return simdBackend(compileSimd);
}
