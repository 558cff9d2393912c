import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { drag, places } from "../canvas/gestures.mjs";
import { bareDir, bareGraph, buildBare, showBare } from "../canvas/bareGraph.mjs";
import { openGraph } from "../canvas/openGraph.mjs";
import { serveSite } from "../canvas/serveSite.mjs";
import { framesWhile } from "../frames.mjs";
import { rendererMemory } from "./rendererMemory.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {{ perSecond: number, longest: number }} Frames */
/** @typedef {NonNullable<Awaited<ReturnType<typeof rendererMemory>>>} Memory */

const SIZE = { width: 1440, height: 900 };
const WINDOW = 5000;
const WINDOWS = 3;

/**
 * Bengio's network on 17,000 words trains in the built page: iterations a second, frames while nobody touches it and while
 * it is panned, and what the page's process holds; beside React Flow alone with the same cards, and a worker that is as busy.
 *
 * @param {string} address the built page's.
 * @param {import("@playwright/test").LaunchOptions} options
 */
export async function wordsTraining(address, options) {
  // A browser of its own: its one page is the process that is measured.
  const browser = await chromium.launch(options);
  try {
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(address);
    await page.getByText("17.7697").first().waitFor();
    const words = JSON.parse(readFileSync("graphs/bengio-words.json", "utf8"));
    const graph = { ...words, variables: { ...words.variables, batch_size: "32" } };
    await openGraph(page, graph);
    await page.locator(".wire-label", { hasText: "32×17000" }).first().waitFor();
    const opened = await rendererMemory(browser);
    const markup = await bareGraph(page, graph);
    await page.locator(".react-flow__controls-fitview").click();
    await page.getByRole("button", { name: "Train", exact: true }).click();
    // The faster kernels have come by then.
    await page.waitForFunction(() => Number(document.querySelector('[data-reading="iteration"]')?.textContent) > 50);
    console.log("bengio-words, batch 32, 1440 × 900, trains");
    const rates = [];
    for (let at = 0; at < WINDOWS; at++) rates.push(await iterationsPerSecond(page));
    const told = rates.map((rate) => rate.toFixed(1)).join(", ");
    console.log(`  iterations a second        ${Math.max(...rates).toFixed(1)}, the best of ${told} (at least 40)`);
    tell("untouched", await framesWhile(page, () => page.waitForTimeout(WINDOW)));
    tell("panned (at least 50)", await drag(page, (await places(page)).empty, WINDOW));
    const trained = await rendererMemory(browser);
    await page.close();
    const bare = await bareMeasures(browser, markup);
    tell("bare page, panned", bare.quiet);
    tell("the same, a worker busy", bare.busy);
    tellMemory("memory, opened", opened);
    tellMemory("memory, trained (≤ 300)", trained);
    tellMemory("memory, bare page", bare.memory);
  } finally {
    await browser.close();
  }
}

/** @param {Page} page */
async function iterationsPerSecond(page) {
  return page.evaluate(async (window) => {
    const iteration = () => Number(document.querySelector('[data-reading="iteration"]')?.textContent);
    const changed = async () => {
      for (const before = iteration(); iteration() === before;) await new Promise(requestAnimationFrame);
      return { at: performance.now(), iteration: iteration() };
    };
    const first = await changed();
    await new Promise((resolve) => setTimeout(resolve, window));
    const last = await changed();
    return (1000 * (last.iteration - first.iteration)) / (last.at - first.at);
  }, WINDOW);
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {Awaited<ReturnType<typeof bareGraph>>} markup
 */
async function bareMeasures(browser, markup) {
  await buildBare();
  const site = await serveSite(bareDir);
  try {
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(site.address);
    await showBare(page, markup);
    await page.waitForTimeout(500);
    const { empty } = await places(page);
    const quiet = await drag(page, empty, WINDOW);
    await page.evaluate(() => new Worker(URL.createObjectURL(new Blob(["for (;;);"]))));
    const busy = await drag(page, empty, WINDOW);
    return { quiet, busy, memory: await rendererMemory(browser) };
  } finally {
    await site.close();
  }
}

/**
 * @param {string} what
 * @param {Frames} frames
 */
function tell(what, { perSecond, longest }) {
  console.log(`  ${what.padEnd(26)} ${perSecond.toFixed(0)} frames a second, the longest ${longest.toFixed(0)} ms`);
}

/**
 * @param {string} what
 * @param {Memory | null} memory
 */
function tellMemory(what, memory) {
  const told =
    memory === null
      ? "not known here"
      : `${memory.private.toFixed(0)} MB private to the page's process, ${memory.pss.toFixed(0)} MB with its part of what is shared`;
  console.log(`  ${what.padEnd(26)} ${told}`);
}
