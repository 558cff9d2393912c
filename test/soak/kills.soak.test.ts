import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { expect, test } from "vitest";
import { build, preview } from "vite";
import type { Editing } from "../e2e/killed/editing.ts";
import { KeeperSite } from "./keeperSite.ts";
import { KilledBrowser } from "./killedBrowser.ts";

/** How often the browser is killed. A twentieth of it on the whole site, whose start takes as long as four of the others. */
const kills = Number(process.env["WIREGRAD_KILLS"] ?? 1000);
const siteKills = Math.ceil(kills / 20);
const documents = 5;
/** Milliseconds within which the kill comes once something of each document was called saved. */
const moment = 200;

/**
 * As a reader: the title is edited on the built site, the mark says "saved", the whole browser gets SIGKILL, and is started
 * again on the same profile. Now and then edits follow one another up to the kill: the newest that was "saved" counts.
 */
test(`what the mark calls saved is there after ${siteKills} SIGKILLs of the browser`, async () => {
  await inFolder(async (folder) => {
    // Apart from dist/, which other tests build meanwhile.
    const outDir = join(folder, "site");
    await build({ logLevel: "error", build: { outDir } });
    const server = await preview({ build: { outDir }, preview: { host: "127.0.0.1", port: 0 } });
    try {
      let saved = 0;
      for (let kill = 0; kill <= siteKills; kill++) {
        const browser = new KilledBrowser(join(folder, "profile"), "--remote-debugging-port=0", "about:blank");
        try {
          const page = await pageOf(browser);
          await page.goto(server.resolvedUrls!.local[0]!);
          await page.locator(".saved-parameters").waitFor({ state: "attached" });
          if (kill > 0) expect(await numberOf(page), `after kill ${kill}`).toBeGreaterThanOrEqual(saved);
          saved = await editUntilSaved(page, kill * 100, 1 + (kill % 5));
        } finally {
          await browser.kill();
        }
        tell(kill, siteKills);
      }
    } finally {
      await server.close();
    }
  });
});

/**
 * At any moment: the keeper and the storage of the page edit five documents at a time without the rest of the page, so that
 * the kill comes amid their writes.
 */
test(`${documents} documents that were being edited have all that was called saved after each of ${kills - siteKills} SIGKILLs of the browser`, async () => {
  const site = await KeeperSite.open(documents);
  try {
    await inFolder(async (folder) => {
      let before: Editing | null = null;
      for (let kill = 0; kill <= kills - siteKills; kill++) {
        const { address, editing } = site.expectVisit();
        await copyStorage(folder);
        const browser = new KilledBrowser(join(folder, "profile"), address);
        try {
          const now = await Promise.race([editing, browser.ended()]);
          expect(before?.lostIn(now) ?? [], `after kill ${kill}, of which the browser says: ${browser.errors}`).toEqual(
            [],
          );
          await expect.poll(() => now.allSaved(), { interval: 10, timeout: 60_000 }).toBe(true);
          await new Promise((resolve) => setTimeout(resolve, Math.random() * moment));
          before = now;
        } finally {
          await browser.kill();
        }
        tell(kill, kills - siteKills);
      }
    });
  } finally {
    site.close();
  }
});

/** Gives a folder, and removes it afterwards unless something failed. */
async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "wiregrad-kills-"));
  try {
    await work(folder);
  } catch (error) {
    console.log(`What was found is kept in ${folder}`);
    throw error;
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** Copies what a kill has left of the databases into `asKilled`: the next browser changes it. */
async function copyStorage(folder: string): Promise<void> {
  const copy = join(folder, "asKilled");
  await rm(copy, { recursive: true, force: true });
  for (const part of ["IndexedDB", "WebStorage", "Local Storage"]) {
    const from = join(folder, "profile", "Default", part);
    if (existsSync(from)) await cp(from, join(copy, part), { recursive: true });
  }
}

/** Hours are long without a word. */
function tell(kill: number, of: number): void {
  if (kill > 0 && (kill % 50 === 0 || kill === of)) console.log(`${new Date().toISOString()} ${kill} of ${of} kills`);
}

async function pageOf(browser: KilledBrowser): Promise<Page> {
  const connection = await chromium.connectOverCDP(await browser.written(/DevTools listening on (ws:\S+)/));
  const context = connection.contexts()[0]!;
  return context.pages()[0] ?? (await context.newPage());
}

const titleOf = (page: Page) => page.locator(".title-field");

async function numberOf(page: Page): Promise<number> {
  return Number((await titleOf(page).inputValue()).replace("Edit ", ""));
}

/** Makes some edits; gives the number of the newest one that the mark called saved. */
async function editUntilSaved(page: Page, from: number, edits: number): Promise<number> {
  let saved = 0;
  for (let edit = 1; edit <= edits; edit++) {
    await titleOf(page).fill(`Edit ${from + edit}`);
    await titleOf(page).press("Enter");
    if (edit === edits && edits > 1) break;
    await page.locator('.saved-state [data-state="saved"]').waitFor();
    saved = from + edit;
  }
  return saved;
}
