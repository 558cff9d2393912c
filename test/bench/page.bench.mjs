/**
 * The built page in Chromium: what it loads for its first screen, how soon it can be used, how smooth it stays when a
 * node is dragged while the network trains or the inspector follows the training, how soon a step shows, and how
 * 17,000 words train.
 *
 *     npm run bench -- page -- [--parts start,inspector,words] [DIR]   # a site that is built already
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { buildSite } from "../../scripts/build.mjs";
import { chromiumFlags, ensureChromium } from "../../scripts/chromium.mjs";
import { openGraph } from "./canvas/openGraph.mjs";
import { serveSite } from "./canvas/serveSite.mjs";
import { framesWhile } from "./frames.mjs";
import { wordsTraining } from "./page/wordsTraining.mjs";

const SIZE = { width: 1440, height: 900 };
const FRAMES_FOR = 5000;
const INSPECTOR_FRAMES_FOR = 10_000;
const STEPS = 40;

/**
 * Milliseconds from navigation to a Train button that works, and the JavaScript that came by then.
 *
 * @param {import("@playwright/test").Page} page
 * @param {string} address
 */
async function firstScreen(page, address) {
  // By address: what the worker and the page both ask for comes once.
  /** @type {Map<string, Promise<Buffer>>} */
  const bodies = new Map();
  page.on("response", (response) => {
    if (/\.js(\?|$)/.test(response.url())) bodies.set(response.url(), response.body());
  });
  const start = performance.now();
  await page.goto(address);
  await page.getByRole("button", { name: "Train", exact: true, disabled: false }).waitFor();
  const interactive = performance.now() - start;
  await page.getByText("17.7697").first().waitFor();
  await page.waitForLoadState("networkidle");
  const texts = await Promise.all(bodies.values());
  const gzipped = texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
  return { interactive, scripts: texts.length, gzipped };
}

/**
 * Frames a second and the longest frame while a node is dragged to and fro.
 *
 * @param {import("@playwright/test").Page} page
 */
async function draggingFrames(page) {
  const box = await page.locator('.react-flow__node[data-id="sgd"] .card-head').boundingBox();
  if (box === null) throw new Error("the sgd node is not on the screen");
  const [x, y] = [box.x + box.width / 2, box.y + 12];
  return framesWhile(page, async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    const end = performance.now() + FRAMES_FOR;
    for (let step = 0; performance.now() < end; step++)
      await page.mouse.move(x - 40 + 40 * Math.cos(step / 10), y + 20 * Math.sin(step / 10));
    await page.mouse.up();
  });
}

/**
 * names-mlp trains, and a page of the inspector follows one of its nodes.
 *
 * @param {import("@playwright/test").Page} page
 * @param {string} tab
 */
async function inspectorFrames(page, tab) {
  await page.locator('.react-flow__node[data-id="hidden"] .card-head').click();
  await page.getByRole("tab", { name: tab }).click();
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.locator('[data-reading="iteration"]').getByText(/[1-9]/).waitFor();
  const frames = await framesWhile(page, () => page.waitForTimeout(INSPECTOR_FRAMES_FOR));
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  return frames;
}

/**
 * Milliseconds from pressing the key of a step until the page has painted where the cursor then is; the longest last.
 *
 * @param {import("@playwright/test").Page} page
 */
async function stepTimes(page) {
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await page.getByText(/^iteration 0, start/).waitFor();
  return page.evaluate(async (steps) => {
    // "next: … of …, iteration 0, 3 of 26"
    const place = () => document.querySelector(".program .panel-head p")?.textContent;
    const times = [];
    for (let step = 0; step < steps; step++) {
      const before = place();
      const start = performance.now();
      document.body.dispatchEvent(
        new KeyboardEvent("keydown", { key: "F11", code: "F11", bubbles: true, cancelable: true }),
      );
      while (place() === before) await new Promise(requestAnimationFrame);
      // What a frame's callback sees changed is painted by the next one.
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - start);
    }
    return times.toSorted((a, b) => a - b);
  }, STEPS);
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} address
 */
async function start(browser, address) {
  /** @type {number[]} */
  const times = [];
  let last = { interactive: 0, scripts: 0, gzipped: 0 };
  for (let visit = 0; visit < 5; visit++) {
    const context = await browser.newContext({ viewport: SIZE });
    last = await firstScreen(await context.newPage(), address);
    times.push(last.interactive);
    await context.close();
  }
  const median = times.toSorted((a, b) => a - b)[2] ?? 0;
  console.log(`interactive after            ${median.toFixed(0)} ms, a new browser profile each time (at most 1500)`);
  console.log(
    `JavaScript, first screen     ${(last.gzipped / 1000).toFixed(0)} kB gzipped in ${last.scripts} files, the worker's included (at most 350)`,
  );
  const page = await browser.newPage({ viewport: SIZE });
  await firstScreen(page, address);
  const idle = await draggingFrames(page);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  const training = await draggingFrames(page);
  console.log(
    `dragging a node, idle        ${idle.perSecond.toFixed(0)} frames a second, the longest ${idle.longest.toFixed(0)} ms`,
  );
  console.log(
    `dragging a node, training    ${training.perSecond.toFixed(0)} frames a second, the longest ${training.longest.toFixed(0)} ms`,
  );
  await page.close();
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} address
 */
async function inspector(browser, address) {
  const page = await browser.newPage({ viewport: SIZE });
  await firstScreen(page, address);
  await openGraph(page, JSON.parse(readFileSync("graphs/names-mlp.json", "utf8")));
  await page.locator(".wire-label", { hasText: "32×200" }).first().waitFor();
  for (const tab of ["Values", "Storage", "Distribution", "Why"]) {
    const { perSecond, longest } = await inspectorFrames(page, tab);
    const what = `names-mlp trains, ${tab}`.padEnd(28);
    console.log(`${what} ${perSecond.toFixed(0)} frames a second (at least 50), the longest ${longest.toFixed(0)} ms`);
  }
  const steps = await stepTimes(page);
  const [middle, slowest] = [steps[STEPS / 2] ?? 0, steps.at(-1) ?? 0];
  console.log(
    `a step of the debugger shows ${middle.toFixed(0)} ms, the slowest of ${STEPS} ${slowest.toFixed(0)} ms (at most 100)`,
  );
  await page.close();
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { parts: { type: "string", default: "start,inspector,words" } },
});
const parts = new Set(values.parts.split(","));
const [dir = "dist"] = positionals;
if (positionals.length === 0 && (await buildSite("stderr")).code !== 0) process.exit(1);
const site = await serveSite(dir);
const executablePath = await ensureChromium();
const options = { args: chromiumFlags, ...(executablePath === undefined ? {} : { executablePath }) };
try {
  const browser = await chromium.launch(options);
  if (parts.has("start")) await start(browser, site.address);
  if (parts.has("inspector")) await inspector(browser, site.address);
  await browser.close();
  if (parts.has("words")) await wordsTraining(site.address, options);
} finally {
  await site.close();
}
