import type { ArithmeticReport } from "../../protocol/arithmetic/arithmeticReport.ts";
import { PRODUCT_SIZE, productRate } from "../../tensor/backend/productRate.ts";
import { defineQuestion } from "./question.ts";

/** Says which backend computes, and measures it: some milliseconds in which nothing else runs. */
export const arithmetic = defineQuestion({
  type: "arithmetic",
  looks: "program",
  answer: ({ program: { backend }, now }): ArithmeticReport => {
    const { name, variant } = backend;
    const gigaflops = now === undefined ? null : productRate(backend, now);
    return { name, gigaflops, size: PRODUCT_SIZE, ...(variant === undefined ? {} : { variant }) };
  },
});
