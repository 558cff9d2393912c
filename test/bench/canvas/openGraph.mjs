/** @typedef {import("@playwright/test").Page} Page */

/** For so long nothing may have changed any more, in milliseconds. */
const REST = 1500;

/**
 * Drops a graph on the page. Returns the milliseconds until the last that is seen of it was there: its cards, as elements or
 * drawn, where they stay, and the view of them at rest.
 *
 * @param {Page} page
 * @param {{ title: string }} graph
 */
export async function openGraph(page, graph) {
  return page.evaluate(
    async ({ text, title, rest }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "big.json", { type: "application/json" }));
      const start = performance.now();
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      const viewport = /** @type {HTMLElement} */ (document.querySelector(".react-flow__viewport"));
      const cards = document.querySelector(".react-flow__nodes")?.children;
      let [before, changed] = ["", start];
      for (;;) {
        await new Promise(requestAnimationFrame);
        const name = document.querySelector(".title-field")?.getAttribute("title");
        const drawn = document.querySelector(".drawn-cards") !== null;
        const seen = `${name} ${viewport.style.transform} ${cards?.length} ${drawn}`;
        if (seen !== before) [before, changed] = [seen, performance.now()];
        // A fit of a graph that had been seen before would change nothing.
        if (name === title && performance.now() - changed > rest) return changed - start;
      }
    },
    { text: JSON.stringify(graph), title: graph.title, rest: REST },
  );
}

/**
 * Shows the whole graph.
 *
 * @param {Page} page
 */
export async function fitGraph(page) {
  await page.locator(".react-flow__controls-fitview").click();
  await page.waitForTimeout(800);
}
