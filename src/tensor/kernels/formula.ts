import type { Tensor } from "../tensor.ts";
import type { Formula } from "./formulaOptions.ts";
import type { Kernels } from "./kernels.ts";
import { forRows } from "./strided.ts";

/** Holds the kernel of formulas. */
export const formula = {
  formula(a: Tensor, b: Tensor, y: Tensor, { row }: Formula): void {
    forRows(row, a, b, y);
  },
} satisfies Partial<Kernels>;
