import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
import { once } from "node:events";

/** Where Chromium is, and how it is started, as in all tests. */
const { findChromium, chromiumFlags } = (await import(new URL("../../scripts/chromium.mjs", import.meta.url).href)) as {
  readonly findChromium: () => Promise<string | undefined>;
  readonly chromiumFlags: readonly string[];
};
const program = (await findChromium()) ?? chromium.executablePath();

/** A browser of its own, to be killed. */
export class KilledBrowser {
  readonly #child;
  readonly #exited;
  #errors = "";
  readonly #kill = (): void => {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, "SIGKILL");
  };

  /** Starts it on a profile, without Playwright, which would take as long again. */
  constructor(profile: string, ...more: readonly string[]) {
    const flags = [...chromiumFlags, "--headless=new", `--user-data-dir=${profile}`, ...more];
    // A group of processes of its own: what writes the database may be another one than the first.
    this.#child = spawn(program, flags, { stdio: ["ignore", "ignore", "pipe"], detached: true });
    this.#exited = once(this.#child, "exit");
    this.#exited.catch(() => undefined);
    this.#child.stderr.on("data", (part) => {
      this.#errors += String(part);
    });
    process.once("exit", this.#kill);
  }

  /** What it wrote to stderr. */
  get errors(): string {
    return this.#errors;
  }

  /** Gives what is found in what the browser writes to stderr. Rejects when it ends before. */
  async written(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#errors)?.[1];
      if (found !== undefined) return found;
      await Promise.race([once(this.#child.stderr, "data"), this.ended()]);
    }
  }

  /** Rejects when the browser ends. */
  async ended(): Promise<never> {
    await this.#exited;
    throw new Error(`the browser ended by itself: ${this.#errors.slice(-500)}`);
  }

  /** Ends all of its processes at once with SIGKILL, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#kill();
    await this.#exited;
    process.off("exit", this.#kill);
  }
}
