import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { notebook } from "./folder.ts";
import { wiregrad } from "./wiregrad.ts";

/** Listens until it has said true; a second Ctrl-C would end the program at once. */
function once(listener: (text: string, interrupt: () => void) => boolean): typeof listener {
  let done = false;
  return (text, interrupt) => (done ||= listener(text, interrupt));
}

// What only a process shows; everything else is tested in this one (commandLine.test.ts, commands/).
describe("the process of wiregrad", () => {
  test("Ctrl-C ends it cleanly, with what was done and code 130", async () => {
    const { code, stdout } = await wiregrad(
      ["run", "graphs/notebook-mlp.json", "-n", "100000000", "--json"],
      undefined,
      once((text, interrupt) => text.includes("\n") && (interrupt(), true)),
    );
    expect(code).toBe(130);
    for (const line of stdout.trimEnd().split("\n")) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  test("output that cannot be written is one sentence and code 2", async () => {
    const command = `"${process.execPath}" scripts/wiregrad.mjs run graphs/notebook-mlp.json -n 1 > /dev/full`;
    const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect(stderr).toMatch(/^standard output cannot be written: ENOSPC[^\n]*\n$/);
    expect(status).toBe(2);
  });

  test("--version says the package's, and a graph is read from a pipe, from any folder", async () => {
    const version = await wiregrad(["--version"], "/");
    expect([version.code, version.stdout]).toEqual([0, "0.1.0\n"]);
    const piped = await wiregrad(["run", "-", "-n", "1"], "/", undefined, notebook);
    expect(piped.stdout).toMatch(/^iteration 0: loss 17\.7697 /);
  });
});
