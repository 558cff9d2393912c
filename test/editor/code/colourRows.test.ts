import { expect, test } from "vitest";
import type { CodeRow } from "../../../src/editor/code/codeRows.ts";
import { colourRows } from "../../../src/editor/code/colourRows.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { codeOf } from "./scripts.ts";

function rowsOf(text: string): CodeRow[] {
  return text.split("\n").map((line, at) => ({ number: at + 1, text: line, line: null, first: true }));
}

test("the pieces are the text, in the colours of what they are", () => {
  const [loop, string, rest] = colourRows(
    rowsOf('for i in range(20):  # "20"\n    x = """a\nb""" if None else -1.5e-3'),
  );
  const kinds = (pieces: typeof loop): unknown[] =>
    pieces!.filter(({ kind }) => kind !== null).map(({ text, kind }) => [text, kind]);
  expect(kinds(loop)).toEqual([
    ["for", "keyword"],
    ["in", "keyword"],
    ["20", "number"],
    ['# "20"', "comment"],
  ]);
  expect(kinds(string)).toEqual([['"""a', "string"]]);
  expect(kinds(rest)).toEqual([
    ['b"""', "string"],
    ["if", "keyword"],
    ["None", "keyword"],
    ["else", "keyword"],
    ["1.5e-3", "number"],
  ]);
});

test("of a graph's code nothing is lost, and only what is long is cut", () => {
  const { rows } = codeOf(notebookGraph({ words: { source: "text", text: "abcdefghij\n".repeat(30) } }));
  const shown = colourRows(rows).map((pieces) => pieces.map(({ text }) => text).join(""));
  for (const [at, { text }] of rows.entries()) {
    if (text.length <= 240) expect(shown[at]).toBe(text);
    else expect(shown[at]).toBe(`${text.slice(0, 240)} …`);
  }
  expect(shown.some((text) => text.endsWith(" …"))).toBe(true);
});
