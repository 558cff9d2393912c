// Where Chromium is, and how to get it: for the browser tests.

import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isMain, run, tool } from "./run.mjs";

const usualNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const usualPlaces = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** What headless Chromium needs to run as root, without a network and without a graphics card. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Parts of a browser's own window, which each page would load once more and nobody sees.
  "--disable-features=PreloadTopChromeWebUI,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of a Chromium: the environment's `CHROMIUM_PATH`, the system's, or Playwright's own.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const wanted = process.env["CHROMIUM_PATH"];
  if (wanted) {
    if (isExecutable(wanted)) return wanted;
    throw new Error(`CHROMIUM_PATH: ${wanted} is not a program`);
  }
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const candidates = [...usualPlaces, ...usualNames.flatMap((name) => folders.map((folder) => join(folder, name)))];
  const found = candidates.find(isExecutable);
  if (found) return found;
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : undefined;
}

/** Finds Chromium or installs it: from Debian's packages when root may do that, otherwise Playwright's own. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.error("Installing Chromium from the system's packages, for the browser tests …");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], { output: "stderr", env });
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { output: "stderr", env });
    const installed = await findChromium();
    if (installed) return installed;
  }
  console.error("Installing Playwright's Chromium, for the browser tests …");
  await run(tool("playwright"), ["install", "chromium"], { output: "stderr" });
  return findChromium();
}

if (isMain(import.meta.url)) console.log((await ensureChromium()) ?? "no Chromium found");
