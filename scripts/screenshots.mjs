// node scripts/screenshots.mjs: makes the pictures in docs/ from the built site, in Chromium.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildSite } from "./build.mjs";
import { chromiumFlags, ensureChromium } from "./chromium.mjs";
import { root, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

await setup();
if ((await buildSite("stderr")).code !== 0) process.exit(1);
const executablePath = await ensureChromium();
const { chromium } = await import("@playwright/test");

const port = 4872;
const address = `http://localhost:${port}/`;
const server = spawn(tool("vite"), ["preview", "--port", String(port), "--strictPort"], { cwd: root, stdio: "ignore" });
const browser = await chromium.launch({
  args: chromiumFlags,
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  while ((await fetch(address).catch(() => null))?.ok !== true) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
    const page = await context.newPage();
    await page.goto(address);
    await page.getByRole("button", { name: "Got it" }).click();
    await page.getByLabel("stop at iteration").fill("119");
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await page.getByText("0.3138").first().waitFor();
    await page.locator('[data-id="hidden"]').click({ position: { x: 60, y: 12 } });
    await page
      .getByText(/^min -?\d/)
      .first()
      .waitFor();
    await page.screenshot({ path: join(root, "docs", `editor-${colorScheme}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  server.kill();
}
