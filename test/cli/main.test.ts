import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { pointsOf } from "../../src/base/points.ts";
import { readBundle } from "../../src/io/bundle/bundle.ts";
import { fixture } from "../fixtures/fixture.ts";
import { folderOf, notebook } from "./folder.ts";
import { installed, started } from "./installed.ts";
import { typed } from "./typed.ts";

// What only a process shows; everything else is tested in this one (commandLine.test.ts, commands/).
describe("the package, installed", () => {
  let wiregrad = "";
  beforeAll(() => {
    wiregrad = installed();
  }, 300_000);

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

  test("killed between two saves, what was saved is whole, and --resume goes on as if nothing had been", async () => {
    const cwd = folderOf({ "notebook.json": notebook });
    const train = ["train", "notebook.json", "--save", "run.wiregrad", "--save-every", "0.001", "--resume", "-n"];
    const saved = () => readBundle(new Uint8Array(readFileSync(join(cwd, "run.wiregrad"))));
    let done = 0;
    for (let kills = 0; kills < 2; kills++) {
      const ended = await started(wiregrad, [...train, "100000000"], { cwd, killWhenWritten: "run.wiregrad" });
      expect(ended.signal).toBe("SIGKILL");
      const { iteration } = (await saved()).checkpoint;
      expect(iteration).toBeGreaterThan(done);
      done = iteration;
    }
    const iterations = Math.max(120, done + 1);
    expect(await started(wiregrad, [...train, `${iterations}`], { cwd })).toMatchObject({ code: 0, stderr: "" });
    await typed(["train", "notebook.json", "--save", "whole.wiregrad", "-n", `${iterations}`], { folder: cwd });
    const { curves, ...resumed } = (await saved()).checkpoint;
    const { curves: _, ...whole } = (await readBundle(new Uint8Array(readFileSync(join(cwd, "whole.wiregrad")))))
      .checkpoint;
    expect(resumed).toEqual(whole);
    // A long curve is thinned, a resumed one earlier: those of its points that PyTorch's recorded run has, too.
    const { losses } = fixture("notebook.json") as { readonly losses: readonly number[] };
    const early = [...pointsOf(curves[0]!.points)].filter(([iteration]) => iteration < losses.length);
    expect(early.length).toBeGreaterThan(1);
    expect(early).toEqual(early.map(([iteration]) => [iteration, Math.fround(losses[iteration]!)]));
  });

  test("output that cannot be written is one sentence and code 2", async () => {
    const command = `"${wiregrad}" run graphs/notebook-mlp.json -n 1 > /dev/full`;
    const { code, stderr } = await started("sh", ["-c", command]);
    expect(stderr).toMatch(/^standard output cannot be written: ENOSPC[^\n]*\n$/);
    expect(code).toBe(2);
  });
});
