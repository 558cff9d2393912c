import type { Backend } from "../../tensor/backend/backend.ts";
import { PRODUCT_SIZE, productRate } from "../../tensor/backend/productRate.ts";
import { defineQuestion } from "./question.ts";

/** Says what does a session's arithmetic, and how fast that is. */
export interface Arithmetic extends Pick<Backend, "name" | "variant"> {
  /** What a product of two square matrices reached just now, in GFLOP/s; null where there is no clock. */
  readonly gigaflops: number | null;
  /** How many rows and columns these have. */
  readonly size: number;
}

/** Says which backend computes, and measures it: some milliseconds in which nothing else runs. */
export const arithmetic = defineQuestion({
  type: "arithmetic",
  looks: "program",
  answer: ({ program: { backend }, now }): Arithmetic => {
    const { name, variant } = backend;
    const gigaflops = now === undefined ? null : productRate(backend, now);
    return { name, gigaflops, size: PRODUCT_SIZE, ...(variant === undefined ? {} : { variant }) };
  },
});
