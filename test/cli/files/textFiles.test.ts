import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { TextFile } from "../../../src/base/textFile.ts";
import { TextFiles } from "../../../src/cli/files/textFiles.ts";
import { folderOf } from "../folder.ts";
import { typed } from "../typed.ts";

const whales = "\uFEFFemma\r\nolivia\r\n";
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const named = (name: string, text: string): TextFile => ({
  name,
  bytes: Buffer.byteLength(text),
  sha256: hashOf(text),
});

const here = { folder: process.cwd() };

describe("a text file that a graph names", () => {
  test("lies beside the graph", async () => {
    const texts = await TextFiles.read([], here);
    texts.lookBeside(folderOf({ "whales.txt": whales }));
    expect(await texts.load(named("whales.txt", whales))).toBe("emma\r\nolivia\r\n");
  });

  test("is given with --text, whatever its name is by now", async () => {
    const folder = folderOf({ "other.txt": "other", "renamed.txt": whales });
    const texts = await TextFiles.read([join(folder, "other.txt"), join(folder, "renamed.txt")], here);
    texts.lookBeside(folderOf({}));
    expect(await texts.load(named("whales.txt", whales))).toBe("emma\r\nolivia\r\n");
  });

  test("is nowhere", async () => {
    const texts = await TextFiles.read([], here);
    texts.lookBeside(folderOf({}));
    await expect(texts.load(named("whales.txt", whales))).rejects.toThrow(
      '"whales.txt" (17 bytes) is not beside the graph: put it there, or say where it is with --text',
    );
  });

  test("is none of those that were given", async () => {
    const folder = folderOf({ "other.txt": "other" });
    const texts = await TextFiles.read([join(folder, "other.txt")], here);
    texts.lookBeside(folder);
    await expect(texts.load(named("whales.txt", whales))).rejects.toThrow(
      `"whales.txt" (17 bytes) is not beside the graph and not among the files of --text: ` +
        `expected the SHA-256 ${hashOf(whales)}, ${JSON.stringify(join(folder, "other.txt")).slice(0, 40)}`,
    );
  });

  test("is another text than the graph was made with", async () => {
    const texts = await TextFiles.read([], here);
    texts.lookBeside(folderOf({ "whales.txt": "changed" }));
    await expect(texts.load(named("whales.txt", whales))).rejects.toThrow(
      `"whales.txt" beside the graph is another text: expected the SHA-256 ${hashOf(whales)}, got ${hashOf("changed")}`,
    );
  });

  test.each(["../whales.txt", "/etc/passwd", "a/b.txt", "..", "", "a\\b.txt", "a\0.txt"])(
    "is not looked for outside the graph's folder: %j",
    async (name) => {
      const texts = await TextFiles.read([], here);
      const folder = folderOf({ "whales.txt": whales });
      mkdirSync(join(folder, "inner"));
      texts.lookBeside(join(folder, "inner"));
      await expect(texts.load(named(name, whales))).rejects.toThrow(
        `${JSON.stringify(name)} is no name of a file in the graph's folder: say where it is with --text`,
      );
    },
  );

  test("is no text", async () => {
    const texts = await TextFiles.read([], here);
    texts.lookBeside(folderOf({ "whales.txt": "\n\n" }));
    await expect(texts.load(named("whales.txt", "\n\n"))).rejects.toThrow(/^there are no words/);
  });
});

describe("wiregrad with a text file", () => {
  const graph = (text: string) =>
    JSON.stringify({
      format: "wiregrad/graph",
      version: 2,
      nodes: [{ id: "words", type: "words", settings: { source: "file", ...fileSettings(text) } }],
    });
  const fileSettings = (text: string) => {
    const { name, ...rest } = named("whales.txt", text);
    return { file: name, ...rest };
  };

  test("checks a graph whose text is beside it, and says which is missing", async () => {
    const folder = folderOf({ "graph.json": graph(whales), "whales.txt": whales, "lost.json": graph("lost") });
    const { code, stdout } = await typed(["check", "graph.json", "lost.json"], { folder });
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      "graph.json: good: 1 nodes, 0 parameters",
      `lost.json: node "words": field "file": "whales.txt" beside the graph is another text: ` +
        `expected the SHA-256 ${hashOf("lost")}, got ${hashOf(whales)}`,
    ]);
    expect(code).toBe(1);
  });

  test.each([
    ["no such file", "nowhere.txt", "nowhere.txt: there is no such file"],
    ["invalid UTF-8", "bad.txt", "bad.txt: byte 2 (0xff) is not valid UTF-8: save it as UTF-8"],
  ])("--text with %s is a wrong command", async (_name, path, sentence) => {
    const folder = folderOf({ "graph.json": graph(whales) });
    writeFileSync(join(folder, "bad.txt"), new Uint8Array([0x61, 0xff]));
    const { code, stderr } = await typed(["run", "graph.json", "-n", "1", "--text", path], { folder });
    expect(stderr).toBe(`${sentence}\n`);
    expect(code).toBe(2);
  });
});
