/** The SIMD kernels' WebAssembly; scripts/simd-module.mjs makes it of src/tensor/simd/assembly. */
declare module "virtual:simd-module" {
  /**
   * Compiles the kernels into a `WebAssembly.Module`: `fused` with the fused multiply-adds of relaxed SIMD, `exact` with what
   * stands in for them. Rejects where the engine lacks an instruction, or the file cannot be fetched.
   */
  export function compileSimd(variant: "fused" | "exact"): Promise<object>;
}
