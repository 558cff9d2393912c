import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { defineConfig } from "vitest/config";
import { simdModule } from "./scripts/simd-module.mjs";

/** The test files that ask test/runs.ts how often a property is tried. */
const largerHere = readdirSync("test", { recursive: true, encoding: "utf8" })
  .filter(
    (path) => path.endsWith(".test.ts") && / from "(\.\.\/)+runs\.ts"/.test(readFileSync(join("test", path), "utf8")),
  )
  .map((path) => `test/${path.replaceAll(sep, "/")}`);

/** The large runs of `npm run soak`: hours are allowed, a timeout only catches what hangs. */
export default defineConfig({
  plugins: [simdModule()],
  test: {
    environment: "node",
    // Its own files, and the properties of `npm test` that can be tried more often.
    include: ["test/soak/**/*.soak.test.ts", ...largerHere],
    env: { WIREGRAD_SOAK: "1" },
    testTimeout: 4 * 60 * 60_000,
    reporters: ["verbose"],
  },
});
