import { defineConfig } from "vitest/config";

/** The large runs of `npm run soak`: hours are allowed, a timeout only catches what hangs. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/soak/**/*.soak.test.ts"],
    testTimeout: 4 * 60 * 60_000,
    reporters: ["verbose"],
  },
});
