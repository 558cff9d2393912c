import { expect, test } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { graphCases } from "./graphCases.ts";

test.each(graphCases)("$name", ({ text, message }) => {
  expect(refusalOf(text)).toBe(message);
});

const ofVersion1 = /("version": ?)1(?=[,\n])/;

test.each(graphCases.filter(({ text }) => ofVersion1.test(text)))(
  "$name, in a file of version 2",
  ({ text, message }) => {
    expect(refusalOf(text.replace(ofVersion1, "$12"))).toBe(message);
  },
);

/** What is said of a text that is no graph. */
function refusalOf(text: string): string {
  try {
    readGraph(text);
  } catch (error) {
    expect(error).toBeInstanceOf(DiagnosticError);
    return (error as Error).message;
  }
  throw new Error("the text was read");
}

test("no name is taken twice", () => {
  expect(new Set(graphCases.map(({ name }) => name)).size).toBe(graphCases.length);
});
