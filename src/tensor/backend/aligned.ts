/** Every block, and every storage in one, begins at a multiple of this: a cache line, and enough for any SIMD width. */
export const ALIGNMENT = 64;

/** Returns the least multiple of {@link ALIGNMENT} that so many bytes fit into. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
