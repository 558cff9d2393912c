import { expect, type BrowserContext } from "@playwright/test";
import { testInOwnContext as test } from "./editorPage.ts";
import { Editing } from "./killed/editing.ts";
import { keeperAlone } from "./killed/keeperAlone.ts";
import type { KilledPage } from "./killed/killedPage.ts";

declare const killed: KilledPage;

/** A page of the site's origin that edits documents until it is ended. */
async function edit(context: BrowserContext, code: string, documents: number) {
  const page = await context.newPage();
  await page.goto("./favicon.svg", { waitUntil: "commit" });
  await page.evaluate(code);
  const editing = new Editing(await page.evaluate((count) => killed.open(count), documents));
  page.on("console", (message) => editing.hear(message.text()));
  await page.evaluate(() => killed.edit());
  return { page, editing };
}

/**
 * 150 times a document is edited, called saved, cut off by SIGKILL, and read again: five rounds, in each of which the process
 * of every page is ended, at any moment; two pages with fifteen documents each. The process of the browser, which writes the
 * database, is ended in `npm run soak -- kills`.
 */
test("150 documents that were being edited when SIGKILL ended their pages have all that was called saved", async ({
  playwright,
  launchOptions,
  baseURL,
}) => {
  test.setTimeout(300_000);
  // A browser of its own: it ends the process of every page.
  const browser = await playwright.chromium.launch(launchOptions);
  const [rounds, pages, documents] = [5, 2, 15];
  const code = await keeperAlone();
  const devtools = await browser.newBrowserCDPSession();
  const contexts = await Promise.all(Array.from({ length: pages }, () => browser.newContext({ baseURL: baseURL! })));
  let before: readonly Editing[] = [];
  for (let round = 0; round <= rounds; round++) {
    const now = await Promise.all(contexts.map((context) => edit(context, code, documents)));
    for (const [index, editing] of before.entries()) {
      expect(editing.lostIn(now[index]!.editing), `page ${index}, round ${round}`).toEqual([]);
    }
    const allSaved = (): boolean => now.every(({ editing }) => editing.allSaved());
    await expect.poll(allSaved, { intervals: [20], timeout: 60_000 }).toBe(true);
    const ended = Promise.all(now.map(({ page }) => page.waitForEvent("crash")));
    const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
    for (const { type, id } of processInfo) if (type === "renderer") process.kill(id, "SIGKILL");
    await ended;
    before = now.map(({ editing }) => editing);
    await Promise.all(now.map(({ page }) => page.close()));
  }
  await browser.close();
});
