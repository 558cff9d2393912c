import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, notebook } from "../folder.ts";
import { typed } from "../typed.ts";

const none = async (): Promise<null> => null;

describe("--backend", () => {
  test.each([
    ["run", "graphs/notebook-mlp.json", "-n", "40", "--json"],
    ["eval", "graphs/notebook-mlp.json", "--json"],
    ["sample", "graphs/notebook-mlp.json", "-n", "20", "--count", "5"],
  ])("%s tells the same on both, and on the one that is taken where none is named", async (...args) => {
    const [plain, simd, fastest] = [
      await typed([...args, "--backend", "plain"], { loadSimd: () => Promise.reject(new Error("it was loaded")) }),
      await typed([...args, "--backend", "simd"]),
      await typed(args),
    ];
    expect(plain).toMatchObject({ code: 0 });
    expect(simd.stdout).toBe(plain.stdout);
    expect(fastest.stdout).toBe(plain.stdout);
  });

  test("what was trained is the same file, and goes on from one backend to the other", async () => {
    const folder = folderOf({ "mine.json": notebook });
    const train = (iterations: string, save: string, ...more: readonly string[]) =>
      typed(["train", "mine.json", "-n", iterations, "--save", save, ...more], { folder });
    await train("6", "plain.wiregrad", "--backend", "plain");
    await train("3", "both.wiregrad", "--backend", "simd");
    await train("6", "both.wiregrad", "--resume", "--backend", "plain");
    await train("6", "simd.wiregrad");
    const [plain, both, simd] = ["plain", "both", "simd"].map((name) => readFileSync(join(folder, `${name}.wiregrad`)));
    expect(simd).toEqual(plain);
    expect(both).toEqual(plain);
  });

  test("where this Node runs no SIMD kernels the plain ones are taken, and simd is refused in one sentence", async () => {
    const args = ["eval", "graphs/notebook-mlp.json"];
    expect(await typed(args, { loadSimd: none })).toMatchObject({ code: 0, stderr: "" });
    const refused = await typed([...args, "--backend", "simd"], { loadSimd: none });
    expect(refused).toMatchObject({
      code: 2,
      stdout: "",
      stderr: `--backend simd: this Node (${process.version}) has no WebAssembly that rounds as it must, expected plain\n`,
    });
  });
});
