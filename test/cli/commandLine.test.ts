import { describe, expect, test } from "vitest";
import { typed } from "./typed.ts";

describe("the command line", () => {
  test("--help is no error", async () => {
    const { code, stdout } = await typed(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("<files...>");
  });

  test("--version says the version", async () => {
    expect(await typed(["--version"])).toMatchObject({ code: 0, stdout: "1.2.3\n" });
  });

  test.each([
    [["run", "graphs/notebook-mlp.json"], "required option '-n, --iterations <n>'"],
    [["run", "graphs/notebook-mlp.json", "-n", "0"], 'expected a whole number of at least 1, got "0"'],
    [["run", "nowhere.json", "-n", "1"], "nowhere.json: there is no such file"],
    [["fly"], "unknown command 'fly'"],
  ])("a wrong command is code 2: %j", async (args, message) => {
    const { code, stderr } = await typed(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
