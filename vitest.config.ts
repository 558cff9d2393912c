import { defineConfig } from "vitest/config";
import { simdModule } from "./scripts/simd-module.mjs";

// The editor's tests replace globals of the browser: they share no process with the engine's.
const inBrowser = "test/editor/**/*.test.ts";

/** The suites that each backend must pass (test/backends.ts); the kernels themselves are held against the plain ones. */
const ofOps = ["accumulation", "chains", "contract", "dtypes", "edges", "notebook", "strides"].map(
  (name) => `test/contract/ops/${name}.test.ts`,
);
/** Trains every graph: on the fastest backend. That the plain kernels give the same bits, `backends.test.ts` holds. */
const ofGallery = "test/contract/graphs/gallery.test.ts";

export default defineConfig({
  plugins: [simdModule()],
  test: {
    environment: "node",
    // A failing property prints its seed; a hanging one is a failure, not a wait.
    testTimeout: 300_000,
    // Left to itself Vitest keeps one core free.
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "editor", include: [inBrowser], isolate: false } },
      {
        extends: true,
        test: {
          name: "engine",
          include: ["test/**/*.test.ts"],
          exclude: [inBrowser, ofGallery, "test/e2e/**", "test/soak/**", "test/bench/**"],
          // Loading every module anew for each file would take as long as the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "simd", include: [...ofOps, ofGallery], provide: { backend: "simd" }, isolate: false },
      },
    ],
  },
});
