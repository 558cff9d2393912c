// npm run build: the site into dist/, the command line into build/cli/. `-- site` or `-- cli` builds only that.

import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { alone, isMain, root, run, tool } from "./run.mjs";
import { setup } from "./setup.mjs";

/** @typedef {import("node:child_process").StdioOptions} StdioOptions */

/**
 * Builds the site into dist/.
 *
 * @param {"inherit" | "stderr" | "capture"} output
 */
export const buildSite = (output) => run(tool("vite"), ["build", "--logLevel", "warn"], { output });

/**
 * Builds the command line into build/cli/. It appears there whole or not at all: another may run it meanwhile.
 *
 * @param {"inherit" | "stderr" | "capture"} output
 */
export async function buildCli(output) {
  const fresh = join("build", `cli.${process.pid}`);
  const args = ["build", "--logLevel", "warn", "--ssr", "src/cli/main.ts", "--outDir", fresh];
  const result = await run(tool("vite"), args, { output });
  if (result.code === 0) {
    rmSync(join(root, "build", "cli"), { recursive: true, force: true });
    renameSync(join(root, fresh), join(root, "build", "cli"));
  }
  rmSync(join(root, fresh), { recursive: true, force: true });
  return result;
}

/**
 * When something in a file or a folder last changed, in milliseconds. A folder counts too: a deletion changes only it.
 *
 * @param {string} path
 * @returns {number}
 */
function lastChange(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => lastChange(join(path, name))));
}

/** Builds the command line if its sources have changed since; on stderr only. */
export async function ensureCli() {
  const isStale = () =>
    lastChange(join(root, "build", "cli", "main.js")) <
    Math.max(...["src", "graphs", "package-lock.json", "vite.config.ts"].map((name) => lastChange(join(root, name))));
  if (!isStale()) return;
  await alone("cli", async () => {
    if (!isStale()) return;
    console.error("Building the command line, since its sources have changed …");
    const { code } = await buildCli("stderr");
    if (code !== 0) process.exit(1);
  });
}

if (isMain(import.meta.url)) {
  await setup();
  const wanted = process.argv.slice(2);
  const parts = { site: buildSite, cli: buildCli };
  const unknown = wanted.find((name) => !(name in parts));
  if (unknown !== undefined) {
    console.error(`npm run build: "${unknown}" is not a part; the parts are ${Object.keys(parts).join(", ")}.`);
    process.exit(2);
  }
  for (const [name, build] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { code } = await build("inherit");
    if (code !== 0) process.exit(code);
    console.log(
      name === "site" ? "The site is in dist/: any static host serves it." : "The command line is build/cli/main.js.",
    );
  }
}
