import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fileKind } from "../../src/io/fileKind.ts";
import { readGraphFile } from "../../src/io/readGraphFile.ts";
import { readTextFile } from "../../src/io/readTextFile.ts";

const bytes = (...values: number[]) => new Uint8Array([...values, ...new Array<number>(40).fill(7)]);
const text = (content: string) => new TextEncoder().encode(content);
const utf16 = (content: string) => new Uint8Array(Buffer.from(content, "utf16le"));
const graph = readFileSync("graphs/xor.json");

describe("fileKind", () => {
  test.each([
    ["a web page", text("\n<!DOCTYPE html>\n<html><body>"), "graph.json", "a web page"],
    ["a web page with a comment before it", text("<!-- saved -->\n<html lang=en>"), "x.json", "a web page"],
    [
      "a pointer of Git LFS",
      text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a"),
      "x.json",
      "a pointer of Git LFS, which stands for the file",
    ],
    ["PyTorch weights", text("PK\x03\x04..archive/data.pkl"), "model.pt", "PyTorch weights"],
    ["older PyTorch weights", bytes(0x80, 0x02, 0x8a), "model.pth", "a pickle of Python, as older PyTorch weights are"],
    ["another zip", text("PK\x03\x04..readme.txt"), "x.zip", "a zip archive"],
    ["safetensors", text('\x40\0\0\0\0\0\0\0{"W":{}}'), "x.bin", "weights in safetensors"],
    [
      "ONNX",
      new Uint8Array([8, 7, 0x12, 7, ...text("pytorch"), ...new Array<number>(20).fill(0)]),
      "x",
      "a model in ONNX",
    ],
    ["a picture", bytes(0x89, 0x50, 0x4e, 0x47), "x.json", "a picture (PNG)"],
    ["a notebook", text('{"cells": [], "nbformat": 4}'), "x.json", "a Jupyter notebook"],
    ["a table", text("name,count\nemma,5"), "names.csv", "a table with commas"],
    ["a text", text("emma\nava"), "names.txt", "a text"],
    ["a text under any name", text("Dear reader,\n\tthis is no graph"), "notes", "a text"],
    ["a text whose last sign is cut off", text("véé").subarray(0, 4), "notes.md", "a text"],
    ["UTF-16 without a mark", utf16("emma\nolivia"), "names.txt", "a text in UTF-16"],
    ["a graph under another name", graph, "graph.json.txt", "a graph of Wiregrad"],
  ])("knows %s", (_, head, name, what) => {
    expect(fileKind(head, name)?.what).toBe(what);
  });

  test.each([
    ["JSON of another program", text('{"a": 1}'), "x.json"],
    ["a few characters, one of them a zero", text("a\0b\u0007"), "x"],
    ["a value of JSON", text("true"), "x.json"],
    ["what is no UTF-8", bytes(0x61, 0xff, 0x62, 0x63), "x.json"],
    ["nothing", new Uint8Array(), "x.json"],
  ])("does not guess what %s is", (_, head, name) => {
    expect(fileKind(head, name)).toBeNull();
  });
});

test.each([
  [
    "page.json",
    "<html>",
    "this is a web page, no graph of Wiregrad: download the graph itself (on GitHub by the button “Raw”)",
  ],
  ["names.txt", "emma\nava", "this is a text, no graph of Wiregrad: drop it on a words node to learn from it"],
])("where a graph was expected, %s is told to be what it is", async (name, content, message) => {
  await expect(readGraphFile(text(content), name)).rejects.toThrow(message);
});

test("a graph that is called a text is a graph", async () => {
  await expect(readGraphFile(graph, "xor.json.txt")).resolves.toMatchObject({ format: "wiregrad/graph" });
  await expect(readTextFile(new Blob([graph]), "xor.txt")).rejects.toThrow(
    "this is a graph of Wiregrad: open it instead",
  );
});

test.each([
  ["page.txt", "<!doctype html><p>emma", "this is a web page: its tags would be learned, too: save its text as a .txt"],
  ["model.ipynb", '{"cells": []}', "this is a Jupyter notebook: save the text that is to be learned as a .txt"],
])("where a text was expected, %s is refused and told why", async (name, content, message) => {
  await expect(readTextFile(new Blob([content]), name)).rejects.toThrow(message);
});
