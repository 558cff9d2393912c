import { defineConfig } from "vitest/config";

/** The large runs of `npm run soak`: hours are allowed, a timeout only catches what hangs. */
export default defineConfig({
  test: {
    environment: "node",
    // Its own files, and the properties of `npm test` that can be tried more often (test/runs.ts).
    include: [
      "test/soak/**/*.soak.test.ts",
      "test/session/histories.test.ts",
      "test/editor/keeping/storage/documentStorage.{twoTabs,kills}.test.ts",
      "test/graphs/gallery.test.ts",
      "test/malformed/**/*.test.ts",
      "test/program/*Graphs.test.ts",
      "test/expression/derivative.test.ts",
    ],
    env: { WIREGRAD_SOAK: "1" },
    testTimeout: 4 * 60 * 60_000,
    reporters: ["verbose"],
  },
});
