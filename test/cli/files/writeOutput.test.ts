import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeOutput } from "../../../src/cli/files/writeOutput.ts";
import { folderOf } from "../folder.ts";

test("a file that fails half way is not there, and what was there before stays", async () => {
  const folder = folderOf({ "out.json": "as it was" });
  const half = async function* () {
    yield "half of";
    throw new Error("the disk is full");
  };
  // Only a write that fails of itself stops half way: a disk cannot be filled here.
  const content = half() as unknown as string;
  await expect(writeOutput("out.json", content, { folder })).rejects.toThrow(
    "out.json: it cannot be written: Error: the disk is full",
  );
  expect(readFileSync(join(folder, "out.json"), "utf8")).toBe("as it was");
  expect(readdirSync(folder)).toEqual(["out.json"]);
});

test("a file keeps its mode, and a symbolic link leads where it led", async () => {
  const folder = folderOf({ "real.json": "before" });
  chmodSync(join(folder, "real.json"), 0o600);
  symlinkSync("real.json", join(folder, "link.json"));
  await writeOutput("link.json", "after", { folder });
  expect(readFileSync(join(folder, "real.json"), "utf8")).toBe("after");
  expect(statSync(join(folder, "real.json")).mode & 0o777).toBe(0o600);
  expect(lstatSync(join(folder, "link.json")).isSymbolicLink()).toBe(true);
});

test.each([
  ["/dev/full", /^\/dev\/full: it cannot be written: .*ENOSPC/],
  ["nowhere/out.json", /^nowhere\/out\.json: it cannot be written: there is no such folder$/],
  ["inner", /^inner: it cannot be written: .*EISDIR/],
])("what cannot be written is one sentence: %s", async (path, sentence) => {
  const folder = folderOf();
  mkdirSync(join(folder, "inner"));
  await expect(writeOutput(path, "text", { folder })).rejects.toThrow(sentence);
});
