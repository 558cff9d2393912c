import { build } from "vite";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {Awaited<ReturnType<typeof bareGraph>>} BareGraph */

/** Where the bare page is built. */
export const bareDir = "build/bench/bare";

/** Builds the page of React Flow alone. */
export async function buildBare() {
  await build({
    configFile: false,
    root: "test/bench/canvas/bare",
    logLevel: "error",
    build: { outDir: `../../../../${bareDir}`, emptyOutDir: true },
  });
}

/**
 * What the bare page shows: the page's own cards as markup, taken where they are whole. The pointer is over a card.
 *
 * @param {Page} page
 * @param {ReturnType<typeof import("./towerGraph.mjs").towerGraph>} graph
 */
export async function bareGraph(page, graph) {
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
  const [some] = Object.values(cards);
  if (some === undefined) throw new Error("no card is whole");
  const size = await page.locator(".canvas").evaluate(({ clientWidth: width, clientHeight: height }) => ({
    width,
    height,
  }));
  /** @param {string} end */
  const nodeOf = (end) => end.slice(0, end.lastIndexOf("."));
  return {
    size,
    graph: {
      nodes: graph.nodes.map(({ id, position }) => ({
        id,
        type: "card",
        position,
        data: { html: cards[id.replace(/\d+$/, "")] ?? some },
      })),
      edges: graph.edges.map(({ from, to }) => ({ id: to, source: nodeOf(from), target: nodeOf(to) })),
    },
  };
}

/**
 * Shows it on the bare page, all of it in sight. Returns the milliseconds until its last wire is there.
 *
 * @param {Page} page
 * @param {BareGraph} bare
 */
export async function showBare(page, { graph, size }) {
  return page.evaluate(
    async ([graph, size]) => {
      const start = performance.now();
      /** @type {{ show: Function }} */ (/** @type {unknown} */ (window)).show(graph, size);
      while (document.querySelectorAll(".react-flow__edge").length < graph.edges.length)
        await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - start;
    },
    /** @type {const} */ ([graph, size]),
  );
}
