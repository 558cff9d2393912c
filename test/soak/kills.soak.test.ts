import { chromium, type Page } from "@playwright/test";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build, preview } from "vite";

/** Where Chromium is, and how it is started, as in all tests. */
const { findChromium, chromiumFlags } = (await import(new URL("../../scripts/chromium.mjs", import.meta.url).href)) as {
  readonly findChromium: () => Promise<string | undefined>;
  readonly chromiumFlags: readonly string[];
};

const kills = Number(process.env["WIREGRAD_KILLS"] ?? 1000);

/**
 * As a reader: the title is edited on the built site, the mark says "saved", the whole browser gets SIGKILL, and is started
 * again on the same profile. Now and then edits follow one another up to the kill: the newest that was "saved" counts.
 */
test(`what the mark calls saved is there after ${kills} SIGKILLs of the browser`, async () => {
  await build({ logLevel: "warn" });
  const server = await preview({ preview: { host: "127.0.0.1", port: 0 } });
  const address = server.resolvedUrls!.local[0]!;
  const profile = await mkdtemp(join(tmpdir(), "wiregrad-kills-"));
  const program = (await findChromium()) ?? chromium.executablePath();
  let saved = "";
  try {
    for (let kill = 0; kill <= kills; kill++) {
      const { page, end } = await startBrowser(program, profile);
      await page.goto(address);
      await page.locator(".saved-parameters").waitFor({ state: "attached" });
      if (kill > 0) expect(await numberOf(page), `after kill ${kill}`).toBeGreaterThanOrEqual(Number(saved));
      saved = await editUntilSaved(page, kill * 100, 1 + (kill % 5));
      await end();
    }
  } finally {
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
});

const titleOf = (page: Page) => page.locator(".title-field");

async function numberOf(page: Page): Promise<number> {
  return Number((await titleOf(page).inputValue()).replace("Edit ", ""));
}

/** Makes some edits; gives the number of the newest one that the mark called saved. */
async function editUntilSaved(page: Page, from: number, edits: number): Promise<string> {
  let saved = "";
  for (let edit = 1; edit <= edits; edit++) {
    await titleOf(page).fill(`Edit ${from + edit}`);
    await titleOf(page).press("Enter");
    if (edit === edits && edits > 1) break;
    await page.locator('.saved-state [data-state="saved"]').waitFor();
    saved = String(from + edit);
  }
  return saved;
}

/** Starts a browser on a profile. `end` ends its process at once, and waits until it is gone. */
async function startBrowser(program: string, profile: string) {
  const flags = [...chromiumFlags, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const child = spawn(program, flags, { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  const endpoint = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stderr.on("data", (part) => {
      text += String(part);
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", () => reject(new Error(`the browser ended: ${text.slice(-500)}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0]!;
  const end = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exited;
    await browser.close().catch(() => undefined);
  };
  return { page: context.pages()[0] ?? (await context.newPage()), end };
}
