import { expect, test, type BrowserContext } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { KilledPage } from "./killed/killedPage.ts";

declare const killed: KilledPage;

/** The page's own keeper and storage, without the rest of it, which would take a second and more to start. */
async function keeperAlone(): Promise<string> {
  const entry = fileURLToPath(new URL("killed/killedPage.ts", import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "unused" } },
  });
  const output = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
  const code = output.find((one) => one.type === "chunk");
  if (code?.type !== "chunk") throw new Error("nothing was built");
  return code.code;
}

/** What a document's page said of it: its newest edits. */
interface Said {
  edited: number;
  saved: number;
  copied: number;
}

/** A page of the site's origin that edits documents, what the storage had of each, and what the page says. */
async function editing(context: BrowserContext, code: string, documents: number) {
  const page = await context.newPage();
  const said = Array.from({ length: documents }, (): Said => ({ edited: 0, saved: 0, copied: 0 }));
  page.on("console", (message) => {
    const [what, document, edit] = message.text().split(" ");
    const of = said[Number(document)];
    if (of !== undefined && (what === "edited" || what === "saved" || what === "copied")) of[what] = Number(edit);
  });
  await page.goto("./data/names.txt", { waitUntil: "commit" });
  await page.evaluate(code);
  const kept = await page.evaluate((count) => killed.open(count), documents);
  await page.evaluate(() => killed.edit());
  return { page, said, kept };
}

/**
 * 150 times a document is edited, called saved, cut off by SIGKILL, and read again: ten rounds, in each of which the process
 * of every page is ended, at any moment; three pages with five documents each. The process of the browser, which writes the
 * database, is ended in `npm run soak -- kills`.
 */
test("150 documents that were being edited when SIGKILL ended their pages have all that was called saved", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const [rounds, pages, documents] = [10, 3, 5];
  const code = await keeperAlone();
  const devtools = await browser.newBrowserCDPSession();
  const contexts = await Promise.all(Array.from({ length: pages }, () => browser.newContext()));
  let before: readonly (readonly Said[])[] = [];
  for (let round = 0; round <= rounds; round++) {
    const now = await Promise.all(contexts.map((context) => editing(context, code, documents)));
    for (const [index, { kept }] of now.entries()) {
      for (const [document, { saved, edited, copied }] of (before[index] ?? []).entries()) {
        expect(kept[document], `page ${index}, document ${document}, round ${round}`).toBeGreaterThanOrEqual(saved);
        // What is kept was edited: the page's last words may have been cut off, too.
        expect(kept[document]).toBeLessThanOrEqual(edited + 50);
        expect(copied).toBe(0);
      }
    }
    const allSaved = (): boolean =>
      now.every(({ said, kept }) => said.every(({ saved }, document) => saved > kept[document]!));
    await expect.poll(allSaved, { intervals: [20], timeout: 60_000 }).toBe(true);
    const ended = Promise.all(now.map(({ page }) => page.waitForEvent("crash")));
    const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
    for (const { type, id } of processInfo) if (type === "renderer") process.kill(id, "SIGKILL");
    await ended;
    before = now.map(({ said }) => said);
    await Promise.all(now.map(({ page }) => page.close()));
  }
  for (const context of contexts) await context.close();
});
