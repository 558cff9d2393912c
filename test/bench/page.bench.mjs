/**
 * The built page in Chromium: what it loads for its first screen, how soon it can be used, and how smooth it stays
 * when a node is dragged while the network trains.
 */
import { spawn } from "node:child_process";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { buildSite } from "../../scripts/build.mjs";
import { chromiumFlags, ensureChromium } from "../../scripts/chromium.mjs";

const PORT = 4871;
const ADDRESS = `http://localhost:${PORT}/`;
const FRAMES_FOR = 5000;

async function serve() {
  if ((await buildSite("stderr")).code !== 0) process.exit(1);
  const server = spawn("node_modules/.bin/vite", ["preview", "--port", String(PORT), "--strictPort"], {
    stdio: "ignore",
  });
  for (;;) {
    const answer = await fetch(ADDRESS).catch(() => null);
    if (answer?.ok === true) return () => server.kill();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Milliseconds from navigation to a Train button that works, and the JavaScript that came by then.
 *
 * @param {import("@playwright/test").Page} page
 */
async function firstScreen(page) {
  /** @type {Promise<Buffer>[]} */
  const bodies = [];
  page.on("response", (response) => {
    if (/\.js(\?|$)/.test(response.url())) bodies.push(response.body());
  });
  const start = performance.now();
  await page.goto(ADDRESS);
  await page.getByRole("button", { name: "Train", exact: true, disabled: false }).waitFor();
  const interactive = performance.now() - start;
  await page.getByText("17.7697").first().waitFor();
  await page.waitForLoadState("networkidle");
  const texts = await Promise.all(bodies);
  const gzipped = texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
  return { interactive, scripts: texts.length, gzipped };
}

/**
 * Frames a second and the longest frame while a node is dragged to and fro.
 *
 * @param {import("@playwright/test").Page} page
 */
async function draggingFrames(page) {
  const box = await page.locator(".react-flow__node").filter({ hasText: "sgd" }).first().boundingBox();
  if (box === null) throw new Error("the sgd node is not on the screen");
  const [x, y] = [box.x + box.width / 2, box.y + 12];
  await page.evaluate(() => {
    /** @type {number[]} */
    const frames = [];
    Object.assign(window, { frames });
    /** @param {number} time */
    const note = (time) => {
      frames.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = performance.now() + FRAMES_FOR;
  for (let step = 0; performance.now() < end; step++)
    await page.mouse.move(x - 40 + 40 * Math.cos(step / 10), y + 20 * Math.sin(step / 10));
  await page.mouse.up();
  const frames = await page.evaluate(
    () => /** @type {{ frames: number[] }} */ (/** @type {unknown} */ (window)).frames,
  );
  const gaps = frames.slice(1).map((time, at) => time - (frames[at] ?? time));
  return { perSecond: (1000 * gaps.length) / ((frames.at(-1) ?? 0) - (frames[0] ?? 0)), longest: Math.max(...gaps) };
}

const stop = await serve();
const executablePath = await ensureChromium();
const browser = await chromium.launch({
  args: chromiumFlags,
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  /** @type {number[]} */
  const times = [];
  let last = { interactive: 0, scripts: 0, gzipped: 0 };
  for (let visit = 0; visit < 5; visit++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    last = await firstScreen(await context.newPage());
    times.push(last.interactive);
    await context.close();
  }
  const median = times.toSorted((a, b) => a - b)[2] ?? 0;
  console.log(`interactive after            ${median.toFixed(0)} ms, a new browser profile each time (at most 1500)`);
  console.log(
    `JavaScript, first screen     ${(last.gzipped / 1000).toFixed(0)} kB gzipped in ${last.scripts} files, the worker's included (at most 350)`,
  );
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await firstScreen(page);
  const idle = await draggingFrames(page);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  const training = await draggingFrames(page);
  console.log(
    `dragging a node, idle        ${idle.perSecond.toFixed(0)} frames a second, the longest ${idle.longest.toFixed(0)} ms`,
  );
  console.log(
    `dragging a node, training    ${training.perSecond.toFixed(0)} frames a second, the longest ${training.longest.toFixed(0)} ms`,
  );
} finally {
  await browser.close();
  stop();
}
