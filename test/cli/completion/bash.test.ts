import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { typed } from "../typed.ts";

/** What bash offers for the last word of a line. */
function offered(script: string, lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const asked = lines.map((words) => {
    const all = ["wiregrad", ...words].map((word) => `'${word}'`).join(" ");
    // compopt only works while a line is typed.
    return `COMP_WORDS=(${all}); COMP_CWORD=${words.length}; _wiregrad; echo "\${COMPREPLY[*]}"`;
  });
  const text = execFileSync("bash", ["-c", `compopt() { :; }\n${script}\n${asked.join("\n")}`], { encoding: "utf8" });
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ").filter((word) => word !== ""));
}

test.skipIf(spawnSync("bash", ["--version"]).error !== undefined)(
  "bash completes commands, options and their values",
  async () => {
    const { stdout } = await typed(["completion", "bash"]);
    const all = await typed(["--help"]);
    const [commands, start, options, formats, number, file, backends, shells] = offered(stdout, [
      [""],
      ["tr"],
      ["train", "graph.json", "--"],
      ["export", "graph.json", "--to", ""],
      ["train", "-n", ""],
      ["train", "--save", ""],
      ["eval", "--backend", ""],
      ["completion", ""],
    ]);
    const names = [...all.stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name!);
    expect(commands).toEqual(expect.arrayContaining(names.filter((name) => name !== "help")));
    expect(start).toEqual(["train"]);
    expect(options).toEqual([
      "--iterations",
      "--save",
      "--resume",
      "--save-every",
      "--seed",
      "--text",
      "--backend",
      "--json",
      "--help",
    ]);
    expect(formats).toEqual(expect.arrayContaining(["py", "csv", "bundle"]));
    expect([number, file]).toEqual([[], []]);
    expect(backends).toEqual(["plain", "simd"]);
    expect(shells).toEqual(["bash", "zsh", "fish"]);
  },
);
