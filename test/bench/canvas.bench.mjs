/**
 * Big graphs on the built page's canvas, all of it in sight, in Chromium: frames while it is panned and zoomed and a card is
 * dragged, untouched too, while the graph trains or not; beside React Flow alone with the same cards as dead markup, in
 * turns. How soon such a graph is open, how long the page is busy with an edit of it, and what the pictures on the screen cost
 * a training.
 *
 *     npm run bench -- canvas -- [--rounds N] [--parts idle,training,bare,many,edit,previews] [DIR…]   # built already
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { buildSite } from "../../scripts/build.mjs";
import { chromiumFlags, ensureChromium } from "../../scripts/chromium.mjs";
import { bareDir, bareGraph, buildBare, showBare } from "./canvas/bareGraph.mjs";
import { busyWithEdit } from "./canvas/busyWithEdit.mjs";
import { gestures, places } from "./canvas/gestures.mjs";
import { fitGraph, openGraph } from "./canvas/openGraph.mjs";
import { noteWatches, previewCost } from "./canvas/previewCost.mjs";
import { serveSite } from "./canvas/serveSite.mjs";
import { towerGraph } from "./canvas/towerGraph.mjs";

const BLOCKS = 99;
const MANY_BLOCKS = 399;
const SIZE = { width: 1440, height: 900 };

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {Awaited<ReturnType<typeof gestures>>} Gestures */

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    parts: { type: "string", default: "idle,training,bare,many,edit,previews" },
  },
});
const parts = new Set(values.parts.split(","));
const dirs = positionals.length === 0 ? ["dist"] : positionals;
if (positionals.length === 0 && (await buildSite("stderr")).code !== 0) process.exit(1);
await buildBare();
const executablePath = await ensureChromium();
const browser = await chromium.launch({
  args: chromiumFlags,
  ...(executablePath === undefined ? {} : { executablePath }),
});
const graph = towerGraph(BLOCKS);
const many = towerGraph(MANY_BLOCKS);
const sites = await Promise.all(dirs.map(async (dir) => ({ dir, ...(await serveSite(dir)) })));
const bareSite = await serveSite(bareDir);
/** @type {Awaited<ReturnType<typeof bareGraph>> | null} */
let markup = null;
/** @type {Map<string, number[]>} */
const opened = new Map();
/** @type {Map<string, Awaited<ReturnType<typeof previewCost>>>} */
const costs = new Map();
/** @type {Map<string, Gestures[]>} */
const seen = new Map();
/** @type {Map<string, number[]>} */
const edited = new Map();

/**
 * @template T
 * @param {Map<string, T[]>} all
 * @param {string} what
 * @param {T} one
 */
function note(all, what, one) {
  all.set(what, [...(all.get(what) ?? []), one]);
}

/** @param {string} address */
async function newPage(address) {
  const page = await browser.newPage({ viewport: SIZE });
  await page.goto(address);
  return page;
}

/** @param {{ dir: string, address: string }} site */
async function ours({ dir, address }) {
  const page = await newPage(address);
  await page.getByText("17.7697").first().waitFor();
  note(opened, `${dir}: ${graph.nodes.length} nodes`, await openGraph(page, graph));
  await page.waitForTimeout(500);
  if (parts.has("idle")) note(seen, `${dir}, idle`, await gestures(page));
  if (parts.has("training")) {
    await fitGraph(page);
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
    note(seen, `${dir}, training`, await gestures(page));
    await page.getByRole("button", { name: "Pause", exact: true }).click();
  }
  if (markup === null && parts.has("bare")) {
    await fitGraph(page);
    const { card } = await places(page);
    await page.mouse.move(card.x, card.y);
    markup = await bareGraph(page, graph);
  }
  if (parts.has("many")) {
    note(opened, `${dir}: ${many.nodes.length} nodes`, await openGraph(page, many));
    await page.waitForTimeout(500);
    note(seen, `${dir}, ${many.nodes.length} nodes`, await gestures(page));
  }
  if (parts.has("edit")) {
    for (const blocks of [BLOCKS, MANY_BLOCKS]) {
      const { nodes, busy } = await busyWithEdit(page, blocks);
      note(edited, `${dir}: ${nodes} nodes`, busy);
    }
  }
  await page.close();
}

/** @param {{ dir: string, address: string }} site */
async function previews({ dir, address }) {
  const page = await browser.newPage({ viewport: SIZE });
  await noteWatches(page);
  await page.goto(address);
  await page.getByText("17.7697").first().waitFor();
  for (const watched of [graph, JSON.parse(readFileSync("graphs/names-mlp.json", "utf8"))]) {
    await openGraph(page, watched);
    await fitGraph(page);
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
    await page.waitForTimeout(2000);
    costs.set(`${dir}, ${watched.title}`, await previewCost(page));
    await page.getByRole("button", { name: "Pause", exact: true }).click();
  }
  await page.close();
}

for (let round = 0; round < Number(values.rounds); round++) {
  for (const site of sites) await ours(site);
  if (markup === null) continue;
  const page = await newPage(bareSite.address);
  note(opened, "React Flow alone", await showBare(page, markup));
  await page.waitForTimeout(500);
  note(seen, "React Flow alone", await gestures(page));
  await page.close();
}
if (parts.has("previews")) for (const site of sites) await previews(site);
await browser.close();
await Promise.all([...sites, bareSite].map(({ close }) => close()));

/**
 * @param {string} title
 * @param {Map<string, number[]>} all
 */
function tell(title, all) {
  if (all.size === 0) return;
  console.log(title);
  for (const [what, times] of all)
    console.log(`  ${what}: ${median(times).toFixed(0)} (${times.map((time) => time.toFixed(0)).join(", ")})`);
}

tell(`Until it is open, in milliseconds; at most 1000 for ${graph.nodes.length} nodes`, opened);
tell("Busy with an edit that has one node downstream, in milliseconds of the page's main thread", edited);
if (seen.size > 0) {
  console.log(
    `Frames a second; ${graph.nodes.length} nodes and ${graph.edges.length} wires where nothing is said, all in sight`,
  );
}
const bare = seen.get("React Flow alone") ?? [];
for (const [what, rounds] of seen) {
  /** @param {keyof Gestures} gesture */
  const told = (gesture) => {
    const rates = rounds.map((round) => round[gesture].perSecond);
    const longest = median(rounds.map((round) => round[gesture].longest)).toFixed(0);
    const ratios = rates.flatMap((rate, at) => (bare[at] === undefined ? [] : [rate / bare[at][gesture].perSecond]));
    const ratio = ratios.length === 0 || rounds === bare ? "" : `, ${median(ratios).toFixed(2)} of bare`;
    return `${gesture} ${median(rates).toFixed(0)} (longest ${longest} ms${ratio})`;
  };
  const all = /** @type {(keyof Gestures)[]} */ (Object.keys(rounds[0] ?? {}));
  console.log(`  ${what}: ${all.map(told).join(", ")}`);
}
if (costs.size > 0) console.log("What the pictures on the screen cost of a training's speed; at most 5 %");
for (const [what, { cost, least, most, watched }] of costs) {
  const [middle, from, to] = [cost, least, most].map((share = NaN) => (100 * share).toFixed(1));
  console.log(`  ${what}: ${middle} % (${from} to ${to}), of ${watched} tensors`);
}
