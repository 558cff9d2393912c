import { expect, test } from "vitest";
import { commands } from "../../../src/cli/commands/commands.ts";
import { typed } from "../typed.ts";

test.each(["bash", "zsh", "fish"])("%s is told every command, and what is quoted is quoted", async (shell) => {
  const { code, stdout } = await typed(["completion", shell]);
  expect(code).toBe(0);
  for (const { name } of commands) expect(stdout).toContain(name);
  // The apostrophes of "graph's" would end a quoted text.
  expect(stdout.replaceAll(/'\\''|\\'/g, "").match(/'/g)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
  const { stdout: json } = await typed(["completion", shell, "--json"]);
  expect(JSON.parse(json)).toEqual({ shell, script: stdout });
});

test("another shell is a wrong command", async () => {
  const { code, stderr } = await typed(["completion", "tcsh"]);
  expect(code).toBe(2);
  expect(stderr).toContain("Allowed choices are bash, zsh, fish.");
});
