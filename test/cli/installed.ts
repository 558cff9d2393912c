import { execFileSync, spawn } from "node:child_process";
import { readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { folderOf } from "./folder.ts";

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Place {
  readonly cwd?: string;
  readonly stdin?: string;
  /** Sees the output as it comes. */
  readonly onStdout?: (text: string, interrupt: () => void) => unknown;
  /** A file in `cwd`: once it is written for the second time, the process is killed, whatever it does then. */
  readonly killWhenWritten?: string;
}

/**
 * Installs the package of this project as `npm i -g` does, into a folder of its own and without a network.
 *
 * @returns the path of its `wiregrad`.
 */
export function installed(): string {
  const folder = folderOf();
  const npm = (...args: readonly string[]) =>
    execFileSync("npm", args, { cwd: process.cwd(), encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  // Built where its sources have changed, which `prepack` would do each time.
  execFileSync(process.execPath, ["scripts/wiregrad.mjs", "--version"], { stdio: "ignore" });
  npm("pack", "--ignore-scripts", "--silent", "--pack-destination", folder);
  const [packed] = readdirSync(folder);
  npm("install", "--global", "--offline", "--prefix", join(folder, "prefix"), join(folder, packed!));
  return join(folder, "prefix", "bin", "wiregrad");
}

/** Runs a program as a person would, from `cwd`. */
export function started(program: string, args: readonly string[], place: Place = {}): Promise<Ended> {
  const { cwd = process.cwd(), stdin = "", onStdout, killWhenWritten } = place;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd });
    child.stdin.end(stdin);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      stdout += part;
      onStdout?.(stdout, () => child.kill("SIGINT"));
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => (stderr += part));
    let written = 0;
    const watcher =
      killWhenWritten === undefined
        ? null
        : watch(cwd, (_event, name) => {
            if (name === killWhenWritten && ++written === 2) child.kill("SIGKILL");
          });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      watcher?.close();
      resolve({ code, signal, stdout, stderr });
    });
  });
}
