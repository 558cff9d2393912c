import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf, notebook } from "../folder.ts";
import { typed } from "../typed.ts";

const flat = JSON.stringify(JSON.parse(notebook));

test("the gallery is written as it is to be", async () => {
  const files = readdirSync("graphs").map((file) => `graphs/${file}`);
  expect(await typed(["fmt", "--check", ...files])).toMatchObject({ code: 0, stdout: "", stderr: "" });
});

test("writes a graph as the editor would, once", async () => {
  const folder = folderOf({ "flat.json": flat, "good.json": notebook });
  expect(await typed(["fmt", "--check", "flat.json", "good.json"], { folder })).toMatchObject({
    code: 1,
    stdout: "flat.json\n",
  });
  expect(readFileSync(join(folder, "flat.json"), "utf8")).toBe(flat);
  expect(await typed(["fmt", "flat.json", "good.json"], { folder })).toMatchObject({ code: 0, stdout: "flat.json\n" });
  expect(readFileSync(join(folder, "flat.json"), "utf8")).toBe(notebook);
  expect(await typed(["fmt", "flat.json"], { folder })).toMatchObject({ code: 0, stdout: "" });
});

test("- is read and written, and --json says what came of each", async () => {
  expect((await typed(["fmt", "-"], { stdin: flat })).stdout).toBe(notebook);
  const folder = folderOf({ "bad.json": notebook.replace('"seed": 2147483647', '"seed": -1') });
  const { code, stdout } = await typed(["fmt", "bad.json", "--check", "--json"], { folder });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    good: false,
    files: [{ file: "bad.json", changed: false, errors: [{ field: "seed" }] }],
  });
});

test("what is no graph's file is one sentence", async () => {
  const folder = folderOf({ "page.json": "<!doctype html>" });
  const { code, stderr } = await typed(["fmt", "page.json"], { folder });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^page\.json: this is a web page, no graph of Wiregrad: /)]);
  const link = await typed(["fmt", "https://example.org/#g1=abc"]);
  expect(link.stderr).toBe("the link: expected a graph's file, for a link is not written anew\n");
});
