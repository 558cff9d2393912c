/**
 * Big graphs on the built page's canvas, all of it in sight, in Chromium: frames while it is panned and zoomed and a card is
 * dragged, untouched too, while the graph trains or not; beside React Flow alone with the same cards as dead markup. And how
 * soon such a graph is open. `-- DIR…` measures sites that are built already.
 */
import { once } from "node:events";
import { preview, build } from "vite";
import { chromium } from "@playwright/test";
import { buildSite } from "../../scripts/build.mjs";
import { chromiumFlags, ensureChromium } from "../../scripts/chromium.mjs";
import { framesWhile } from "./frames.mjs";
import { towerGraph } from "./towerGraph.mjs";

const FRAMES_FOR = 2500;
const BLOCKS = 99;
const MANY_BLOCKS = 399;

/** @typedef {import("@playwright/test").Page} Page */

/** @param {string} outDir */
async function serve(outDir) {
  const server = await preview({ configFile: false, build: { outDir }, preview: { port: 0 }, logLevel: "error" });
  if (!server.httpServer.listening) await once(server.httpServer, "listening");
  return { address: server.resolvedUrls?.local[0] ?? "", close: () => server.close() };
}

/**
 * Drops a graph on the page. Returns the milliseconds until the view of it has come to rest.
 *
 * @param {Page} page
 * @param {ReturnType<typeof towerGraph>} graph
 */
async function open(page, graph) {
  return page.evaluate(
    async ({ text, title }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "big.json", { type: "application/json" }));
      const start = performance.now();
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      const viewport = /** @type {HTMLElement} */ (document.querySelector(".react-flow__viewport"));
      let [before, changed] = ["", start];
      for (;;) {
        await new Promise(requestAnimationFrame);
        const name = document.querySelector(".title-field")?.getAttribute("title");
        const seen = `${name} ${viewport.style.transform}`;
        if (seen !== before) [before, changed] = [seen, performance.now()];
        // A fit of a graph that had been seen before would change nothing.
        if (name === title && performance.now() - changed > 1500) return changed - start;
      }
    },
    { text: JSON.stringify(graph), title: graph.title },
  );
}

/**
 * A place of the canvas with nothing on it, and one on a card.
 *
 * @param {Page} page
 */
async function places(page) {
  return page.evaluate(() => {
    const box = /** @type {HTMLElement} */ (document.querySelector(".canvas")).getBoundingClientRect();
    /** @param {string} selector */
    const find = (selector) => {
      for (let y = box.top + box.height / 2; y < box.bottom; y += 3)
        for (let x = box.left + box.width / 2; x < box.right; x += 3)
          if (document.elementFromPoint(x, y)?.closest(".react-flow__node, .react-flow__pane")?.matches(selector))
            return { x, y };
      throw new Error(`no ${selector} in sight`);
    };
    return { empty: find(".react-flow__pane"), card: find(".react-flow__node") };
  });
}

/**
 * @param {Page} page
 * @param {(step: number) => Promise<void>} act
 */
function keepOn(page, act) {
  return framesWhile(page, async () => {
    const end = performance.now() + FRAMES_FOR;
    for (let step = 0; performance.now() < end; step++) await act(step);
  });
}

/** @param {Page} page */
async function gestures(page) {
  const { empty, card } = await places(page);
  /** @param {{ x: number, y: number }} place */
  const drag = async ({ x, y }) => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    const frames = await keepOn(page, (step) =>
      page.mouse.move(x + 40 * Math.sin(step / 10), y + 25 * Math.sin(step / 7)),
    );
    await page.mouse.move(x, y);
    await page.mouse.up();
    return frames;
  };
  const untouched = await framesWhile(page, () => page.waitForTimeout(FRAMES_FOR));
  const panned = await drag(empty);
  await page.mouse.move(empty.x, empty.y);
  const zoomed = await keepOn(page, (step) => page.mouse.wheel(0, step % 40 < 20 ? -20 : 20));
  await page.waitForTimeout(500);
  const dragged = await drag(card);
  return { untouched, panned, zoomed, dragged };
}

/** @param {Page} page */
async function fit(page) {
  await page.locator(".react-flow__controls-fitview").click();
  await page.waitForTimeout(800);
}

/**
 * What the bare page shows: the page's own cards as markup, taken where they are whole.
 *
 * @param {Page} page
 * @param {ReturnType<typeof towerGraph>} graph
 */
async function bareGraph(page, graph) {
  for (let step = 0; step < 40; step++) await page.mouse.wheel(0, -200);
  await page.waitForTimeout(800);
  const cards = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll(".react-flow__node .card")].map((card) => [
        /** @type {HTMLElement} */ (card.closest(".react-flow__node")).dataset["id"]?.replace(/\d+$/, ""),
        card.outerHTML,
      ]),
    ),
  );
  const [some = ""] = Object.values(cards);
  /** @param {string} end */
  const nodeOf = (end) => end.slice(0, end.lastIndexOf("."));
  return {
    nodes: graph.nodes.map(({ id, position }) => ({
      id,
      type: "card",
      position,
      data: { html: cards[id.replace(/\d+$/, "")] ?? some },
    })),
    edges: graph.edges.map(({ from, to }) => ({ id: to, source: nodeOf(from), target: nodeOf(to) })),
  };
}

/** @param {Awaited<ReturnType<typeof gestures>>} frames */
function row(frames) {
  return Object.entries(frames)
    .map(([what, { perSecond, longest }]) => `${what} ${perSecond.toFixed(0)} (longest ${longest.toFixed(0)} ms)`)
    .join(", ");
}

const given = process.argv.slice(2);
if (given.length === 0 && (await buildSite("stderr")).code !== 0) process.exit(1);
const bareDir = "build/bench/bare";
await build({
  configFile: false,
  root: "test/bench/bare",
  logLevel: "error",
  build: { outDir: `../../../${bareDir}`, emptyOutDir: true },
});
const executablePath = await ensureChromium();
const browser = await chromium.launch({
  args: chromiumFlags,
  ...(executablePath === undefined ? {} : { executablePath }),
});
const graph = towerGraph(BLOCKS);
const many = towerGraph(MANY_BLOCKS);
console.log(`${graph.nodes.length} nodes, ${graph.edges.length} wires, all in sight; frames a second`);
/** @type {Awaited<ReturnType<typeof bareGraph>> | null} */
let markup = null;
let size = { width: 0, height: 0 };
for (const dir of given.length === 0 ? ["dist"] : given) {
  const site = await serve(dir);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(site.address);
  await page.getByText("17.7697").first().waitFor();
  console.log(`${dir}: opens after ${(await open(page, graph)).toFixed(0)} ms (at most 1000)`);
  await page.waitForTimeout(1000);
  await fit(page);
  console.log(`${dir}, idle:     ${row(await gestures(page))}`);
  await fit(page);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
  console.log(`${dir}, training: ${row(await gestures(page))}`);
  console.log(await page.locator('[data-reading="iteration"]').textContent());
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  size = await page.locator(".canvas").evaluate(({ clientWidth: width, clientHeight: height }) => ({ width, height }));
  await fit(page);
  const { card } = await places(page);
  await page.mouse.move(card.x, card.y);
  markup ??= await bareGraph(page, graph);
  console.log(`${dir}: ${many.nodes.length} nodes open after ${(await open(page, many)).toFixed(0)} ms`);
  await page.waitForTimeout(1000);
  await fit(page);
  console.log(`${dir}, ${many.nodes.length} nodes: ${row(await gestures(page))}`);
  await page.close();
  await site.close();
}
const bare = await serve(bareDir);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(bare.address);
await page.evaluate(
  ([graph, size]) => /** @type {{ show: Function }} */ (/** @type {unknown} */ (window)).show(graph, size),
  /** @type {const} */ ([markup, size]),
);
await page.locator(".react-flow__edge").last().waitFor({ state: "attached" });
await page.waitForTimeout(1000);
console.log(`bare React Flow: ${row(await gestures(page))}`);
await browser.close();
await bare.close();
