import { createServer } from "node:net";
import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./scripts/chromium.mjs";

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

// Playwright reads this file once more in each of its workers; they inherit the port of the first reading.
process.env["WIREGRAD_E2E_PORT"] ??= String(await freePort());
const port = Number(process.env["WIREGRAD_E2E_PORT"]);
const executablePath = await findChromium();

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results",
  // Each, with its browser, keeps a processor busy: three were no faster on two, and closer to their timeouts.
  workers: 2,
  retries: 0,
  // What takes a moment on an idle machine takes longer on a busy one.
  expect: { timeout: 15_000 },
  timeout: 90_000,
  forbidOnly: Boolean(process.env["CI"]),
  // Recording a trace of every test takes an eighth of their time: `npm test -- e2e -- --trace on` makes one.
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    screenshot: "only-on-failure",
    // Nothing moves by itself: a wire that is drawn anew in every frame takes a third of a core all the time.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { args: chromiumFlags, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium", viewport: { width: 1440, height: 900 } } }],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
