import { backends } from "./backends.ts";

/** The backend for tests of what is not the numbers: the fastest, which has the bits of all (test/contract). */
export const backend = backends.simd;

/** Its kernels. */
export const { kernels } = backend;
