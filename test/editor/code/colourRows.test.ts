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

test("of a graph's code nothing is lost but data that travels in it, which is told by its size", () => {
  const { rows } = codeOf(
    notebookGraph({
      words: { source: "text", text: Array.from({ length: 900 }, (_, at) => `n${at * at}`).join("\n") },
    }),
  );
  const coloured = colourRows(rows);
  const folded = coloured.flatMap((pieces) => pieces.filter(({ kind }) => kind === "folded"));
  expect(folded).toEqual([
    {
      text: expect.stringMatching(/^data, \d\.\d kB$/),
      kind: "folded",
      title: expect.stringMatching(
        /^Data of the graph, as text of \d\.\d kB: folded here, whole in what Copy and Save write\.$/,
      ),
    },
  ]);
  for (const [at, { text }] of rows.entries()) {
    const shown = coloured[at]!.map((piece) => piece.text).join("");
    if (!coloured[at]!.some(({ kind }) => kind === "folded")) expect(shown).toBe(text);
    else
      expect(shown).toMatch(
        /^words = zlib\.decompress\(base64\.b64decode\(data, \d\.\d kB\)\)\.decode\("utf-8"\)\.split\("\\n"\)$/,
      );
  }
});

test("a long line that is no data is cut, and what is data behind it is told", () => {
  const numbers = Array.from({ length: 100 }, (_, at) => at).join(", ");
  const [list] = colourRows(rowsOf(`x = [${numbers}], "${"a".repeat(1999)}"`));
  expect(list!.map(({ text }) => text).join("")).toBe(`${`x = [${numbers}`.slice(0, 240)} …data, 2.0 kB`);
});
