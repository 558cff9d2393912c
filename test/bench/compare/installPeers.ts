import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SOURCE = join("test", "bench", "peers");
const TARGET = join("build", "bench", "peers");

/**
 * Installs the libraries that we are compared with, those of test/bench/peers/package.json, into build/bench/peers. Returns
 * null, or one sentence that says why it could not.
 */
export function installPeers(): string | null {
  const lock = readFileSync(join(SOURCE, "package-lock.json"), "utf8");
  const installed = join(TARGET, "package-lock.json");
  const there = existsSync(join(TARGET, "node_modules")) && existsSync(installed);
  if (there && readFileSync(installed, "utf8") === lock) return null;
  mkdirSync(TARGET, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(join(SOURCE, file), join(TARGET, file));
  const { status, stderr } = spawnSync(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: TARGET,
      encoding: "utf8",
      shell: process.platform === "win32",
    },
  );
  if (status === 0) return null;
  const why = (stderr ?? "").trim().split("\n")[0] || "npm ci failed";
  return `jax-js and TensorFlow.js do not take part, because they cannot be installed: ${why}.`;
}
