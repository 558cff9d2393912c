import { openGraph } from "./openGraph.mjs";
import { towerGraph } from "./towerGraph.mjs";

/** Edits that are measured; the first ones warm up what they run. */
const [WARMING, EDITS] = [4, 9];
/** So long after an edit nothing is to be done any more, in milliseconds. */
const QUIET = 1200;

/**
 * Opens a tower with three nodes apart from it, edits the one between the others, and returns the milliseconds that the page's main
 * thread is busy with an edit: the median.
 *
 * @param {import("@playwright/test").Page} page
 * @param {number} blocks
 */
export async function busyWithEdit(page, blocks) {
  const graph = towerGraph(blocks);
  // Where all is too large to be in sight, its middle is.
  const { x, y } = graph.nodes[Math.floor(graph.nodes.length / 2)]?.position ?? { x: 0, y: 0 };
  /** @param {number} column */
  const at = (column) => ({ x: x + 264 * column, y: y - 172 });
  graph.title = `${graph.title}, and three`;
  graph.nodes.push(
    { id: "before", type: "constant", position: at(0), settings: { values: "1, 2, 3, 4", shape: "2, 2" } },
    { id: "edited", type: "mean", position: at(1), settings: { dim: "1, 0" } },
    { id: "after", type: "tanh", position: at(2) },
  );
  graph.edges.push({ from: "before.out", to: "edited.x" }, { from: "edited.out", to: "after.x" });
  await openGraph(page, graph);
  await page.locator('.react-flow__node[data-id="edited"]').dispatchEvent("click");
  const field = page.getByLabel("dim", { exact: true });
  const session = await page.context().newCDPSession(page);
  // Time in which the thread has a processor: who else computes does not count.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busyUntilNow = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
  };
  const busy = [];
  for (let edit = 0; edit < WARMING + EDITS; edit++) {
    await field.fill(edit % 2 === 0 ? "0, 1" : "1, 0");
    await page.waitForTimeout(QUIET);
    const before = await busyUntilNow();
    await field.press("Enter");
    await page.waitForTimeout(QUIET);
    if (edit >= WARMING) busy.push((await busyUntilNow()) - before);
  }
  await session.detach();
  busy.sort((a, b) => a - b);
  return { nodes: graph.nodes.length, busy: busy[Math.floor(EDITS / 2)] ?? NaN };
}
