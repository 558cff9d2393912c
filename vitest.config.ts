import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "test/soak/**", "test/bench/**"],
    // A failing property prints its seed; a hanging one is a failure, not a wait.
    testTimeout: 30_000,
  },
});
