import type { Backend } from "../../tensor/backend/backend.ts";

/** Says what does a session's arithmetic, and how fast that is. */
export interface ArithmeticReport extends Pick<Backend, "name" | "variant"> {
  /** What a product of two square matrices reached just now, in GFLOP/s; null where there is no clock. */
  readonly gigaflops: number | null;
  /** How many rows and columns these have. */
  readonly size: number;
}
