import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderOf, notebook } from "./folder.ts";
import { installed, started } from "./installed.ts";

// What only a process shows; everything else is tested in this one (commandLine.test.ts, commands/).
describe("the package, installed", () => {
  let wiregrad = "";
  beforeAll(() => {
    wiregrad = installed();
  }, 120_000);

  test("needs no other package, and has the licences of what is in it", () => {
    const folder = join(wiregrad, "../../lib/node_modules/wiregrad");
    const { dependencies, scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly dependencies?: object;
      readonly scripts: Readonly<Record<string, string>>;
    };
    expect(dependencies).toBeUndefined();
    expect(scripts["prepack"]).toBe("node scripts/build.mjs cli");
    expect(existsSync(join(folder, "node_modules"))).toBe(false);
    expect(readFileSync(join(folder, "build/cli/licenses.md"), "utf8")).toContain("## mathjs");
  });

  test("runs in any folder: with its data sets, its gallery, its formats and a pipe", async () => {
    const cwd = folderOf();
    expect(await started(wiregrad, ["--version"], { cwd })).toMatchObject({
      code: 0,
      stdout: "0.1.0\nbackend: simd (fused)\n",
    });
    const script = await started(wiregrad, ["export", "-", "-o", "mine.py"], { cwd, stdin: notebook });
    expect(script).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(cwd, "mine.py"), "utf8")).toContain("import torch\n");
    const made = await started(wiregrad, ["new", "notebook-mlp"], { cwd });
    expect(made).toMatchObject({ code: 0, stdout: notebook });
  });

  test("ends cleanly at Ctrl-C, with what was done and code 130", async () => {
    let interrupted = false;
    const args = ["run", "graphs/notebook-mlp.json", "-n", "100000000", "--json"];
    const { code, stdout } = await started(wiregrad, args, {
      onStdout: (text, interrupt) => {
        // A second Ctrl-C would end the program at once.
        if (interrupted || !text.includes("\n")) return;
        interrupted = true;
        interrupt();
      },
    });
    expect(code).toBe(130);
    for (const line of stdout.trimEnd().split("\n")) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  test("output that cannot be written is one sentence and code 2", async () => {
    const command = `"${wiregrad}" run graphs/notebook-mlp.json -n 1 > /dev/full`;
    const { code, stderr } = await started("sh", ["-c", command]);
    expect(stderr).toMatch(/^standard output cannot be written: ENOSPC[^\n]*\n$/);
    expect(code).toBe(2);
  });
});
