// node scripts/screenshots.mjs [editor] [inspector] [lesson]: makes the pictures in docs/ from the built site, in Chromium; named, only those.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildSite } from "./build.mjs";
import { chromiumFlags, ensureChromium } from "./chromium.mjs";
import { root, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {(name: string) => Promise<unknown>} Shoot */

/** The notebook's network, trained, with a node's numbers. @param {Page} page @param {Shoot} shoot */
async function editor(page, shoot) {
  await page.getByRole("button", { name: "Got it" }).click();
  await page.getByLabel("stop at iteration").fill("119");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.getByText("0.3138").first().waitFor();
  await page.locator('[data-id="hidden"]').click({ position: { x: 60, y: 12 } });
  await page
    .getByText(/^min -?\d/)
    .first()
    .waitFor();
  await shoot("editor");
}

/** Each page of the inspector, in the middle of the notebook's backward pass. @param {Page} page @param {Shoot} shoot */
async function inspector(page, shoot) {
  const select = (/** @type {string} */ node) =>
    page.locator(`.react-flow__node[data-id="${node}"] .card-head`).click();
  const tab = (/** @type {string} */ name) => page.getByRole("tab", { name, exact: true }).click();
  await page.getByRole("button", { name: "Got it" }).click();
  await page.getByLabel("stop at iteration").fill("20");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.getByText("stopped at iteration 20").waitFor();
  // Forward to the end, and backward through the loss, the last layer and tanh.
  await page.getByRole("button", { name: "Rest of the pass" }).click();
  await page.getByText("iteration 21, backward").waitFor();
  for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Step", exact: true }).click();

  await select("C");
  await page.locator(".embedding-plot").waitFor();
  await shoot("inspector-node");
  await select("tanh");
  await tab("Values");
  await page.getByRole("gridcell").nth(7).click();
  await page
    .getByText(/^tanh\..*\] = /)
    .first()
    .waitFor();
  await shoot("inspector-values");
  await select("view");
  await tab("Storage");
  await page.getByText(/One row of/).waitFor();
  await shoot("inspector-storage");
  await select("tanh");
  await tab("Distribution");
  await page.locator(".histogram").waitFor();
  await shoot("inspector-distribution");
  await tab("Why");
  // In the backward pass the gradient stands there first.
  await page.locator(".inspect-sides").getByText("value", { exact: true }).click();
  await page.getByText("tanh(").first().waitFor();
  await shoot("inspector-why");
  await page.locator(".inspect-sides").getByText("grad", { exact: true }).click();
  await page
    .getByText(/upstream|backward|grad/i)
    .first()
    .waitFor();
  await shoot("inspector-why-gradient");
}

/** The lesson's first three chapters, each with its task done. @param {Page} page @param {Shoot} shoot */
async function lesson(page, shoot) {
  const panel = page.getByRole("region", { name: "Lesson" });
  const inspector = page.locator(".inspect");
  const seen = () => panel.getByRole("status").filter({ hasText: /\w/ }).waitFor();
  const next = () => panel.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Take the lesson" }).click();
  await panel.getByRole("heading").waitFor();
  const variable = inspector.getByLabel("block_size", { exact: true });
  await variable.fill("2");
  await variable.press("Enter");
  await seen();
  await page.locator('[data-id="loss"]').getByText("1.7213").waitFor();
  await shoot("lesson-1");

  await next();
  await page.locator(".wire-label", { hasText: "32×3" }).first().waitFor();
  await panel.getByLabel("Your answer").fill("7");
  await panel.getByRole("button", { name: "Check" }).click();
  await seen();
  await shoot("lesson-2");

  await next();
  await page.locator(".wire-label", { hasText: "32×3×5" }).first().waitFor();
  await panel.getByLabel("Your answer").fill("32, 3, 2");
  await panel.getByRole("button", { name: "Check" }).click();
  await page.locator('.react-flow__node[data-id="float"] .card-head').click();
  await page.keyboard.press("Delete");
  await seen();
  await shoot("lesson-3");
}

/** Each makes its pictures in these colours. */
const series = {
  editor: { make: editor, colours: ["light", "dark"] },
  inspector: { make: inspector, colours: ["light"] },
  lesson: { make: lesson, colours: ["light"] },
};

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
  const wanted = process.argv.slice(2);
  for (const [name, { make, colours }] of Object.entries(series)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const colour of colours) {
      const colorScheme = /** @type {"light" | "dark"} */ (colour);
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
      const page = await context.newPage();
      await page.goto(address);
      await make(page, (picture) => page.screenshot({ path: join(root, "docs", `${picture}-${colour}.png`) }));
      await context.close();
    }
  }
} finally {
  await browser.close();
  server.kill();
}
