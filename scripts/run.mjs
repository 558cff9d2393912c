// Running other programs: shared by the scripts of this folder. No dependencies, since some run before `npm ci`.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, wherever the script was started from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === "win32";

/**
 * The path of a program that a dependency brings.
 *
 * @param {string} name
 */
export const tool = (name) => join(root, "node_modules", ".bin", windows ? `${name}.cmd` : name);

/**
 * Runs a program in the project's folder and waits for its end. `output: "inherit"` shows what it prints,
 * `"stderr"` shows it on stderr only, `"capture"` returns it. What runs `beside` others takes the processor's time
 * that they leave.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ output?: "inherit" | "stderr" | "capture", env?: Record<string, string | undefined>, beside?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>} 127 when the program cannot be started
 */
export function run(program, args, { output = "inherit", env, beside = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      shell: windows,
      stdio:
        output === "inherit"
          ? "inherit"
          : output === "stderr"
            ? ["ignore", process.stderr, process.stderr]
            : ["ignore", "pipe", "pipe"],
    });
    if (beside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ part) => (text += part));
    }
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code, signal) => resolve({ code: code ?? (signal === "SIGINT" ? 130 : 1), output: text }));
  });
}

/**
 * Whether the process that holds a lock is gone: it was killed before it could release it.
 *
 * @param {string} lock
 */
function isAbandoned(lock) {
  try {
    process.kill(Number(readFileSync(lock, "utf8")) || process.pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}

/**
 * Runs `work` while no other process of this project runs work of that name: two terminals may start at once.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(name, work) {
  const lock = join(root, "build", `.${name}.lock`);
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
      if (isAbandoned(lock)) rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

/**
 * Whether this module is the program that was started, and not imported by another.
 *
 * @param {string} url the module's `import.meta.url`
 */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
