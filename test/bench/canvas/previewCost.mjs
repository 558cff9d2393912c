/** @typedef {import("@playwright/test").Page} Page */

/** Milliseconds of a turn, and how many pairs of turns there are. */
const TURN = 1200;
const PAIRS = 12;

/**
 * Has a page, which is still to be loaded, note what it asks its session to watch and which iteration that is at.
 *
 * @param {Page} page
 */
export async function noteWatches(page) {
  await page.addInitScript(() => {
    const noted = {
      worker: /** @type {Worker | null} */ (null),
      watch: /** @type {any} */ (null),
      iteration: 0,
      at: 0,
    };
    Object.assign(window, { noted });
    const post = Object.getOwnPropertyDescriptor(Worker.prototype, "postMessage")?.value;
    Worker.prototype.postMessage = function (/** @type {any[]} */ ...given) {
      if (given[0]?.request?.type === "watch") {
        noted.watch = given[0];
        if (noted.worker !== this) {
          noted.worker = this;
          this.addEventListener("message", ({ data }) => {
            if (data.kind !== "progress") return;
            noted.iteration = data.progress.status.iteration;
            noted.at = performance.now();
          });
        }
      }
      return Reflect.apply(post, this, given);
    };
  });
}

/**
 * The share of a training's speed that the pictures on the screen cost: iterations in equal times with what the page watches
 * and with nothing watched, in turns, the median of the pairs. The page trains, and nobody touches it.
 *
 * @param {Page} page
 */
export async function previewCost(page) {
  return page.evaluate(
    async ({ turn, pairs }) => {
      const { noted } = /** @type {any} */ (window);
      const { watch, worker } = noted;
      const rest = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
      const news = async () => {
        for (const before = noted.at; noted.at === before;) await rest(1);
        return { iteration: noted.iteration, at: noted.at };
      };
      // Answers to numbers that the page's client did not give are dropped.
      let id = 1e9;
      const rateWith = async (/** @type {unknown[]} */ tensors) => {
        worker.postMessage({ ...watch, id: ++id, request: { type: "watch", tensors } });
        await rest(150);
        const first = await news();
        await rest(turn);
        const last = await news();
        return (last.iteration - first.iteration) / (last.at - first.at);
      };
      const all = watch.request.tensors;
      const costs = [];
      for (let pair = 0; pair < pairs; pair++) {
        const first = await rateWith(pair % 2 === 0 ? all : []);
        const second = await rateWith(pair % 2 === 0 ? [] : all);
        costs.push(1 - (pair % 2 === 0 ? first / second : second / first));
      }
      const sorted = costs.toSorted((a, b) => a - b);
      return { cost: sorted[Math.floor(pairs / 2)] ?? NaN, least: sorted[0], most: sorted.at(-1), watched: all.length };
    },
    { turn: TURN, pairs: PAIRS },
  );
}
