import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fc } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { folderOf, notebook } from "./folder.ts";
import { typed } from "./typed.ts";

describe("the command line", () => {
  test("--help is no error", async () => {
    const { code, stdout } = await typed(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("<files...>");
  });

  test("--version says the version, and the backend that runs here", async () => {
    expect(await typed(["--version"])).toMatchObject({ code: 0, stdout: "1.2.3\nbackend: simd (fused)\n" });
    const without = await typed(["--version"], { loadSimd: async () => null });
    expect(without).toMatchObject({ code: 0, stdout: "1.2.3\nbackend: plain\n" });
  });

  test("help, and what runs nothing, load no WebAssembly", async () => {
    const loadSimd = () => Promise.reject(new Error("it was loaded"));
    for (const args of [
      ["--help"],
      ["check", "graphs/notebook-mlp.json"],
      ["fmt", "--check", "graphs/notebook-mlp.json"],
    ]) {
      expect(await typed(args, { loadSimd })).toMatchObject({ code: 0, stderr: "" });
    }
  });

  test.each([
    [["run", "graphs/notebook-mlp.json"], "required option '-n, --iterations <n>'"],
    [["run", "graphs/notebook-mlp.json", "-n", "0"], 'expected a whole number of at least 1, got "0"'],
    [["run", "nowhere.json", "-n", "1"], "nowhere.json: there is no such file"],
    [["fly"], "unknown command 'fly'"],
    [["run", "graphs/notebook-mlp.json", "-n", "1", "--backend", "cuda"], "Allowed choices are plain, simd."],
  ])("a wrong command is code 2: %j", async (args, message) => {
    const { code, stderr } = await typed(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("a file from a stranger", () => {
  /** What each command writes, if it does. */
  const lines: readonly (readonly string[])[] = [
    ["check", "FILE"],
    ["run", "FILE", "-n", "1"],
    ["train", "FILE", "-n", "1", "--save", "out.wiregrad", "--resume"],
    ["eval", "FILE"],
    ["sample", "FILE", "--count", "1"],
    ["export", "FILE", "-o", "out.csv"],
    ["import", "FILE", "-o", "out.json"],
    ["diff", "good.json", "FILE"],
    ["fmt", "FILE"],
  ];

  test("is refused by every command in one sentence that names it, and nothing is written", async () => {
    const deep = "[".repeat(100_000);
    const contents: readonly (readonly [string, string | Uint8Array])[] = [
      ["empty.json", ""],
      ["deep.json", deep],
      ["deep.ipynb", `{"cells":${deep}`],
      ["null.json", "null"],
      ["proto.json", '{"format":"wiregrad/graph","version":2,"__proto__":{"nodes":[]}}'],
      ["newer.json", '{"format":"wiregrad/graph","version":99}'],
      ["nul.json", new Uint8Array(1000)],
      ["cut.wiregrad", "PK\x03\x04 graph.json"],
      ["lie.safetensors", Uint8Array.from([255, 255, 255, 255, 255, 255, 255, 127, 123])],
      ["shell.py", 'import os\nos.system("touch pwned")\n'],
      ["half.py", "def f(:\n"],
    ];
    const folder = folderOf({ ...Object.fromEntries(contents), "good.json": notebook });
    const before = readdirSync(folder);
    for (const [name] of contents) {
      for (const line of lines) {
        const { code, stdout, stderr } = await typed(
          line.map((word) => (word === "FILE" ? name : word)),
          { folder },
        );
        const told = `${line[0]} ${name}: ${stdout}${stderr}`;
        expect(code, told).toBe(1);
        for (const sentence of `${stdout}${stderr}`.trimEnd().split("\n")) {
          expect(sentence.startsWith(`${name}: `) && sentence.length < 500, told).toBe(true);
        }
      }
    }
    expect(readdirSync(folder)).toEqual(before);
  });

  test("whose bytes were changed on the way is opened or refused, and never breaks a command", async () => {
    const folder = folderOf({ "good.json": notebook });
    await typed(["train", "good.json", "-n", "1", "--save", "good.wiregrad"], { folder });
    const good = readFileSync(join(folder, "good.wiregrad"));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, change, cut) => {
          const bytes = Uint8Array.from(cut ? good.subarray(0, at) : good);
          if (!cut) bytes[at]! ^= change;
          writeFileSync(join(folder, "changed.wiregrad"), bytes);
          const { code, stderr } = await typed(["export", "changed.wiregrad", "--to", "csv"], { folder });
          expect([0, 1]).toContain(code);
          if (code === 1) expect(stderr).toMatch(/^changed\.wiregrad: [^\n]+\n$/);
        },
      ),
      { numRuns: 60 },
    );
  });
});
