import { expect, test } from "vitest";
import { readPasted } from "../../../../src/editor/document/clipboard/readPasted.ts";

const graph = '{\n  "format": "wiregrad/graph",\n  "nodes": []\n}';

test.each([
  ["by itself", graph],
  ["with blank lines around it", `\n\n${graph}\n`],
  ["in a fence", `\`\`\`json\n${graph}\n\`\`\``],
  ["in a fence of a longer text, with a link to elsewhere", `See #g1=abc:\n\n~~~\n${graph}\n~~~\nand so on`],
  ["beside other code in fences", `\`\`\`python\nx = {}\n\`\`\`\nand\n\`\`\`\n${graph}\n\`\`\``],
])("a graph %s is a graph", (_where, text) => {
  expect(readPasted(text)).toEqual({ kind: "graph", text: graph });
});

test.each([
  ["bare", "#g1=q1-_Zz"],
  ["bare, without its sign", "g1=q1-_Zz"],
  ["whole", "https://example.org/wiregrad/?a=b#g1=q1-_Zz"],
  ["in a sentence", "Look (at https://example.org/#g1=q1-_Zz), it learns."],
  ["twice the same", "http://a.example/#g1=q1-_Zz and http://b.example/#g1=q1-_Zz"],
])("a link %s is a link", (_how, text) => {
  expect(readPasted(text)).toEqual({ kind: "link", fragment: "#g1=q1-_Zz" });
});

test("a link of a newer version is taken for one, so that its own sentence is told", () => {
  expect(readPasted("https://example.org/#g7=abc")).toEqual({ kind: "link", fragment: "#g7=abc" });
});

test.each([
  ["a list of nodes", '[{"id":"a","type":"relu"}]', "a list (JSON), which is no graph"],
  ["a JSON string", '"{\\"format\\": 1}"', "a JSON string, which is no graph"],
  ["a web page", "<!doctype html>\n<html><body>{}</body></html>", "a web page's source"],
  ["a page of XML", '<?xml version="1.0"?>\n<svg></svg>', "a web page's source"],
  ["names", "emma\nolivia\nava", "a text (to learn from it"],
  ["five million letters", "ab cd ".repeat(900_000), "a text (to learn from it"],
  ["what only begins as a list", "[1, 2", "a text (to learn from it"],
  ["nothing", "  \n", "the clipboard holds no text"],
  ["two links", "#g1=a #g1=b", "links to 2 graphs"],
  ["two graphs", `\`\`\`\n${graph}\n\`\`\`\n\`\`\`\n${graph}\n\`\`\``, "2 graphs"],
])("%s is refused in one sentence that names it", (_what, text, named) => {
  const pasted = readPasted(text);
  expect(pasted).toEqual({ kind: "refused", sentence: expect.stringContaining(named) as string });
  if (pasted.kind === "refused") expect(pasted.sentence).toMatch(/^Nothing was pasted: [^\n]{10,160}\.$/);
});
