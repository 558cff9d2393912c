import { framesWhile } from "../frames.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {{ x: number, y: number }} Place */
/** @typedef {Awaited<ReturnType<typeof framesWhile>>} Frames */

const FRAMES_FOR = 2500;

/**
 * A place of the canvas with nothing on it, and one on a card.
 *
 * @param {Page} page
 */
export async function places(page) {
  return page.evaluate(() => {
    const box = /** @type {HTMLElement} */ (document.querySelector(".canvas")).getBoundingClientRect();
    /**
     * @param {string} what
     * @param {(element: Element) => boolean} fits
     */
    const find = (what, fits) => {
      for (let y = box.top + box.height / 2; y < box.bottom; y += 3)
        for (let x = box.left + box.width / 2; x < box.right; x += 3) {
          const element = document.elementFromPoint(x, y);
          if (element !== null && fits(element)) return { x, y };
        }
      throw new Error(`no ${what} in sight`);
    };
    return {
      // Not a wire, which lies in the pane as well: a press on one moves nothing.
      empty: find("empty place", (element) => element.matches(".react-flow__pane")),
      // Nor a port, from which a wire would be drawn.
      card: find(
        "card",
        (element) =>
          element.closest(".react-flow__node") !== null &&
          element.closest(".react-flow__handle, .nodrag, button, input") === null,
      ),
    };
  });
}

/** Tenths of a second that what is dragged may take to move. */
const PATIENCE = 20;

/**
 * @param {Page} page
 * @param {(step: number) => Promise<void>} act
 * @param {number} [time]
 */
function keepOn(page, act, time = FRAMES_FOR) {
  return framesWhile(page, async () => {
    const end = performance.now() + time;
    for (let step = 0; performance.now() < end; step++) await act(step);
  });
}

/**
 * Drags from a place, and makes sure that what is there has moved with the pointer.
 *
 * @param {Page} page
 * @param {Place} place
 * @param {number} [time] in milliseconds.
 */
export async function drag(page, { x, y }, time = FRAMES_FOR) {
  const seen = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".react-flow__viewport, .react-flow__node")]
        .map((element) => /** @type {HTMLElement} */ (element).style.transform)
        .join(),
    );
  const before = await seen();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 10);
  await page.mouse.move(x + 24, y + 12);
  for (let wait = 0; (await seen()) === before; wait++) {
    if (wait === PATIENCE) throw new Error("nothing moves with the pointer");
    await page.waitForTimeout(100);
  }
  const frames = await keepOn(
    page,
    (step) => page.mouse.move(x + 40 * Math.sin(step / 10), y + 25 * Math.sin(step / 7)),
    time,
  );
  await page.mouse.move(x, y);
  await page.mouse.up();
  return frames;
}

/**
 * Frames a second of a page with a graph that nobody touches, that is panned and zoomed and whose card is dragged.
 *
 * @param {Page} page
 */
export async function gestures(page) {
  const { empty } = await places(page);
  const untouched = await framesWhile(page, () => page.waitForTimeout(FRAMES_FOR));
  const panned = await drag(page, empty);
  await page.mouse.move(empty.x, empty.y);
  const zoomed = await keepOn(page, (step) => page.mouse.wheel(0, step % 40 < 20 ? -20 : 20));
  await page.waitForTimeout(500);
  // It has not come back to where it was, to the pixel.
  const { card } = await places(page);
  const dragged = await drag(page, card);
  return { untouched, panned, zoomed, dragged };
}
