import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileSays, type CompileCase } from "./compileCase.ts";

const file = new URL("compileCases.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as readonly CompileCase[];

test.each(cases)("$name", ({ says, ...graph }) => {
  expect(compileSays(graph)).toEqual(says);
});

test("no name is taken twice, and nothing is said of a graph that compiles", () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  expect(cases.filter(({ says }) => says.length === 0)).toEqual([]);
});
