import type { ArithmeticReport } from "../../protocol/arithmetic/arithmeticReport.ts";

/** Puts into words which kernels compute and how fast: `SIMD kernels (fused), 21 GFLOP/s in a product …`. */
export function arithmeticText({ name, variant, gigaflops, size }: ArithmeticReport): string {
  const kernels = name === "plain" ? "plain kernels" : `SIMD kernels${variant === undefined ? "" : ` (${variant})`}`;
  const rate = gigaflops === null ? "" : `, ${rateText(gigaflops)} GFLOP/s in a product of ${size} × ${size} matrices`;
  const later = name === "plain" ? "; the first training loads faster ones, where this browser runs them" : "";
  return `${kernels}${rate}${later}.`;
}

/** Two digits say enough of what another moment measures otherwise. */
function rateText(gigaflops: number): string {
  return gigaflops < 10 ? gigaflops.toFixed(1) : gigaflops.toFixed(0);
}
