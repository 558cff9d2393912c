import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileFaults, compileSays, type CompileCase } from "./compileCase.ts";

const file = new URL("compileCases.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as readonly CompileCase[];

test.each(cases)("$name", ({ says, ...graph }) => {
  expect(compileSays(graph)).toEqual(says);
});

test("no name is taken twice, and nothing is said of a graph that compiles", () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  expect(cases.filter(({ says }) => says.length === 0)).toEqual([]);
});

/** Beginnings of Wiregrad's own sentences, which say at once what was expected. PyTorch's are said again in plain words. */
const OWN =
  /^(expected |input "|at character |the |there (is|are) |"|unknown node type|shape \[|unbind would give|expression \d|no file|.* is not (known|allowed|a function)|.*: expected |.*at most .* allowed|.*fit into int32|.* is not supported|x\[mask\] has|.* takes .*, got \d|the variable|two different|row \d)/;

test("PyTorch's sentences are said once more in plain words", () => {
  const without = cases.flatMap((graph) =>
    compileFaults(graph).flatMap(({ message, plain }) => (plain === undefined && !OWN.test(message) ? [message] : [])),
  );
  expect([...new Set(without)]).toEqual([]);
});
