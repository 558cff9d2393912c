import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf } from "../folder.ts";
import { typed } from "../typed.ts";

const NOTEBOOK = "graphs/notebook-mlp.json";

describe("wiregrad export", () => {
  test("--style module writes a class of nn.Module, as a script and as a notebook", async () => {
    const script = await typed(["export", NOTEBOOK, "--to", "py", "--style", "module"]);
    expect(script).toMatchObject({ code: 0, stderr: "" });
    expect(script.stdout).toContain("class Model(nn.Module):\n");
    expect(script.stdout).toContain('    "hidden.weight": W1.T,\n');
    // The losses are asserted as in the functional style.
    expect(script.stdout).toContain("17.769");
    const folder = folderOf();
    const file = join(folder, "out.ipynb");
    expect(await typed(["export", NOTEBOOK, "-o", file, "--style", "module"])).toMatchObject({ code: 0 });
    const { cells } = JSON.parse(readFileSync(file, "utf8")) as { cells: { cell_type: string; source: string[] }[] };
    const code = cells.flatMap(({ cell_type: type, source }) => (type === "code" ? source : [])).join("");
    expect(code).toContain("class Model(nn.Module):\n");
  });

  test("without --style it is functional, and so it is with --style functional", async () => {
    const usual = await typed(["export", NOTEBOOK, "--to", "py"]);
    expect(usual.stdout).not.toContain("class Model(");
    expect(await typed(["export", NOTEBOOK, "--to", "py", "--style", "functional"])).toEqual(usual);
  });

  test.each([
    ["a style that there is not", ["--to", "py", "--style", "lightning"], /functional, module/],
    ["a style of what is no code", ["--to", "csv", "--style", "module"], /Loss curves has no option "style"/],
  ])("%s is refused in a sentence, with code 2", async (_name, args, sentence) => {
    const { code, stdout, stderr } = await typed(["export", NOTEBOOK, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(sentence);
  });
});
