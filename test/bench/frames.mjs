/**
 * Frames a second and the longest frame while something goes on.
 *
 * @param {import("@playwright/test").Page} page
 * @param {() => Promise<unknown>} goOn
 */
export async function framesWhile(page, goOn) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const frames = [];
    Object.assign(window, { frames });
    /** @param {number} time */
    const note = (time) => {
      // The next run's frames go into an array of its own.
      if (/** @type {any} */ (window).frames !== frames) return;
      frames.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await goOn();
  const frames = await page.evaluate(
    () => /** @type {{ frames: number[] }} */ (/** @type {unknown} */ (window)).frames,
  );
  const gaps = frames.slice(1).map((time, at) => time - (frames[at] ?? time));
  return { perSecond: (1000 * gaps.length) / ((frames.at(-1) ?? 0) - (frames[0] ?? 0)), longest: Math.max(...gaps) };
}
