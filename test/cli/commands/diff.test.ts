import { expect, test } from "vitest";
import { folderOf, notebook } from "../folder.ts";
import { typed } from "../typed.ts";

const wider = notebook.replace('"n_hidden": "100"', '"n_hidden": "120"');
const broken = notebook.replace('"type": "tanh"', '"type": "tahn"');
const folder = folderOf({ "a.json": notebook, "wider.json": wider, "broken.json": broken, "no.json": "no graph" });
const diff = (...args: readonly string[]) => typed(["diff", ...args], { folder });

test("parameters of another shape are told with their counts, and what the seed then draws", async () => {
  const { code, stdout } = await diff("a.json", "wider.json");
  expect(code).toBe(1);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.slice(0, 6)).toEqual([
    "model:",
    '  variable "n_hidden": "100" → "120"',
    "numbers:",
    "  numbers in parameters: 3,481 → 4,161",
    "  parameter hidden.W: [6, 100] (600) → [6, 120] (720)",
    "  parameter hidden.b: [100] (100) → [120] (120)",
  ]);
});

test("--json has the sentences in lists", async () => {
  const { stdout } = await diff("a.json", "wider.json", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ same: false, model: ['variable "n_hidden": "100" → "120"'], other: [] });
  expect(JSON.parse((await diff("a.json", "a.json", "--json")).stdout)).toEqual({
    same: true,
    model: [],
    numbers: [],
    other: [],
  });
});

test("of a graph with errors the model alone is compared, and a note says so", async () => {
  const { code, stdout, stderr } = await diff("a.json", "broken.json");
  expect([code, stdout]).toEqual([1, 'model:\n  node "tanh": type tanh → tahn\n']);
  expect(stderr).toBe("broken.json: its numbers are not compared, for the graph has errors (wiregrad check)\n");
});

test("what is no graph is named", async () => {
  const { code, stderr } = await diff("a.json", "no.json");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^no\.json: /);
});
