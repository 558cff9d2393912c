import { expect, test } from "vitest";
import { DiagnosticError } from "../../src/base/diagnostic.ts";
import { readGraph } from "../../src/graph/readGraph.ts";
import { graphCases } from "./graphCases.ts";

test.each(graphCases)("$name", ({ text, message }) => {
  let error: unknown = null;
  try {
    readGraph(text);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(DiagnosticError);
  expect((error as Error).message).toBe(message);
});

test("no name is taken twice", () => {
  expect(new Set(graphCases.map(({ name }) => name)).size).toBe(graphCases.length);
});
