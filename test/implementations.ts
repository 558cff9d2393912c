import type { Kernels } from "../src/tensor/kernels/kernels.ts";
import { plain } from "../src/tensor/kernels/plain.ts";

/** Every implementation of the kernels. */
export const implementations = { plain } satisfies Record<string, Kernels>;

export type Implementation = keyof typeof implementations;
