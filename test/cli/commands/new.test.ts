import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gallerySections } from "../../../src/editor/document/gallerySections.ts";
import { folderOf, notebook } from "../folder.ts";
import { typed } from "../typed.ts";

test("begins with a graph of the gallery, in a file that is not there yet", async () => {
  const folder = folderOf({ "there.json": "mine" });
  const made = await typed(["new", "notebook-mlp", "-o", "mine.json"], { folder });
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toMatch(/^mine\.json: .+, 12 nodes\n$/);
  expect(readFileSync(join(folder, "mine.json"), "utf8")).toBe(notebook);
  const refused = await typed(["new", "notebook-mlp", "-o", "there.json"], { folder });
  expect(refused).toMatchObject({ code: 2, stderr: "there.json: it is there already: expected a new name\n" });
  expect(readFileSync(join(folder, "there.json"), "utf8")).toBe("mine");
});

test("without a name the graph is empty, and can be checked", async () => {
  const { stdout } = await typed(["new"]);
  const checked = await typed(["check", "-"], { stdin: stdout });
  expect(checked).toMatchObject({ code: 0, stdout: "standard input: good: 0 nodes, 0 parameters\n" });
});

test("--list says what the gallery has, and an unknown name too", async () => {
  const { stdout } = await typed(["new", "--list", "--json"]);
  const { graphs } = JSON.parse(stdout) as { graphs: readonly { name: string; title: string }[] };
  const names = gallerySections.flatMap((section) => section.graphs).toSorted();
  expect(graphs.map(({ name }) => name)).toEqual(names);
  expect((await typed(["new", "--list"])).stdout).toMatch(/^bengio-words +\S/);
  const unknown = await typed(["new", "nothing"]);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toBe(`there is no "nothing" in the gallery, which has ${names.join(", ")}\n`);
});
