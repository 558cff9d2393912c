import { inject } from "vitest";
import type { Kernels } from "../src/tensor/kernels/kernels.ts";
import { implementations, type Implementation } from "./implementations.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The implementation that a project's suites run on (vitest.config.ts); the first where it says none. */
    implementation?: Implementation;
  }
}

/** The kernels that the tests run on. */
export const kernels: Kernels = implementations[inject("implementation") ?? "plain"];
