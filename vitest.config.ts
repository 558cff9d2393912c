import { defineConfig } from "vitest/config";
import { simdModule } from "./scripts/simd-module.mjs";

// The editor's tests replace globals of the browser: they share no process with the engine's.
const inBrowser = "test/editor/**/*.test.ts";

/** The backends (test/backends.ts), and the suites that each of them must pass. */
const backends = ["plain"];
const ofKernels = ["test/tensor/kernels/**/*.test.ts", "test/{ops,contract/ops,contract/tensor}/**/*.test.ts"];

export default defineConfig({
  plugins: [simdModule()],
  test: {
    environment: "node",
    // A failing property prints its seed; a hanging one is a failure, not a wait.
    testTimeout: 120_000,
    // Left to itself Vitest keeps one core free.
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "editor", include: [inBrowser], isolate: false } },
      {
        extends: true,
        test: {
          name: "engine",
          include: ["test/**/*.test.ts"],
          exclude: [inBrowser, ...ofKernels, "test/e2e/**", "test/soak/**", "test/bench/**"],
          // Loading every module anew for each file would take as long as the tests.
          isolate: false,
        },
      },
      ...backends.map((backend) => ({
        extends: true as const,
        test: { name: backend, include: ofKernels, provide: { backend }, isolate: false },
      })),
    ],
  },
});
