import { inject } from "vitest";
import type { Backend } from "../src/tensor/backend/backend.ts";
import type { Kernels } from "../src/tensor/kernels/kernels.ts";
import { backends, type BackendName } from "./backends.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The backend that a project's suites run on (vitest.config.ts); the first where it says none. */
    backend?: BackendName;
  }
}

/** The backend that the tests run on. */
export const backend: Backend = backends[inject("backend") ?? "plain"];

/** Its kernels. */
export const kernels: Kernels = backend.kernels;
