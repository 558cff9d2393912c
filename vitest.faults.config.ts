import { defineConfig } from "vitest/config";
import { simdModule } from "./scripts/simd-module.mjs";
import { faults, plant } from "./test/faults/faults.ts";

/** The unit tests over sources with one mistake planted in them, the one that WIREGRAD_FAULT names. */
const fault = faults.find(({ name }) => name === process.env["WIREGRAD_FAULT"]);
if (fault === undefined) throw new Error("WIREGRAD_FAULT: expected the name of a fault in test/faults/faults.ts");

export default defineConfig({
  plugins: [
    simdModule(),
    {
      name: "wiregrad:planted-fault",
      enforce: "pre",
      transform: (code, id) => (id.endsWith(`/${fault.file}`) ? plant(fault, code) : null),
    },
  ],
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "test/soak/**", "test/bench/**", "test/faults/**"],
    // Most of a run is its start: one process, into which the sources are read once, starts in two thirds of the time.
    pool: "threads",
    isolate: false,
    // What fails has failed: no shrinking for long, no second try.
    testTimeout: 120_000,
  },
});
