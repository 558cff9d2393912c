import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { graphFileName } from "../../src/io/graphFileName.ts";
import { readGraphFile } from "../../src/io/readGraphFile.ts";

const bytes = new Uint8Array(readFileSync(new URL("../../graphs/notebook-mlp.json", import.meta.url)));

describe("readGraphFile", () => {
  test("bytes and blobs, with a byte order mark or without", async () => {
    const graph = await readGraphFile(bytes);
    expect(graph.title).toBe("Notebook MLP");
    expect(await readGraphFile(new Blob([new Uint8Array([0xef, 0xbb, 0xbf]), bytes]))).toEqual(graph);
  });

  test.each([
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47]), "this is a picture (PNG), no graph of Wiregrad: open the graph's .json"],
    [new Uint8Array(), "the file is empty: expected a graph"],
    [
      new Blob([new Uint8Array(10 * 2 ** 20 + 1)]),
      "the file has 10485761 bytes, at most 10485760 (10 MiB) are allowed",
    ],
  ])("%#", async (file, message) => {
    await expect(readGraphFile(file)).rejects.toThrow(expect.objectContaining({ name: "DiagnosticError", message }));
  });

  test("a file beyond the limit is refused before it is read", async () => {
    const huge = new Blob();
    Object.defineProperty(huge, "size", { value: 2 ** 40 });
    await expect(readGraphFile(huge)).rejects.toThrow("the file has 1099511627776 bytes");
  });
});

test.each([
  ["Notebook MLP", "Notebook-MLP.json"],
  ["Notebook: the MLP!", "Notebook-the-MLP.json"],
  ["../../etc/passwd", "etc-passwd.json"],
  ["a/b\\c\0d\u202Egnp", "a-b-c-d-gnp.json"],
  ["C:\\x", "C-x.json"],
  ["  Über   naïve  ", "Über-naïve.json"],
  ["名前 の モデル", "名前-の-モデル.json"],
  ["", "graph.json"],
  ["...", "graph.json"],
  ["😀", "graph.json"],
  ["con", "con-graph.json"],
  ["LPT1", "LPT1-graph.json"],
  ["-rf *", "rf.json"],
  ["x".repeat(500), `${"x".repeat(60)}.json`],
  ["𝒳".repeat(70), `${"𝒳".repeat(60)}.json`],
])("the title %j is saved as %s", (title, name) => {
  expect(graphFileName(title)).toBe(name);
});
