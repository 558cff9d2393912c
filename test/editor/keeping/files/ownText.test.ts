import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../../../src/graph/graph.ts";
import { ownTexts } from "../../../../src/editor/keeping/ownTexts.ts";
import { Keeping } from "../../../../src/editor/keeping/keeping.ts";
import { isOwnText } from "../../../../src/editor/keeping/files/meantNodes.ts";
import { takeOwnText } from "../../../../src/editor/keeping/files/ownText.ts";
import { changeSetting } from "../../../../src/editor/document/edits/actions.ts";
import { usePendingTable } from "../../../../src/editor/keeping/files/pendingTable.ts";
import { useDialog } from "../../../../src/editor/kit/dialog/dialogStore.ts";
import { notCarried } from "../../../../src/editor/files/share.ts";
import { Runner } from "../../../../src/editor/runner/runner.ts";
import { useDocument } from "../../../../src/editor/document/documentStore.ts";
import { useNotices } from "../../../../src/editor/kit/noticeStore.ts";
import { notebookGraph, withSettings } from "../../../session/graphs.ts";
import { eventually } from "../../../eventually.ts";

/* What is tested here is a browser that cannot keep anything, too. */

const keeping = new Keeping(
  new Runner(() => {
    throw new Error("nothing is run here");
  }),
);
const replan = vi.spyOn(keeping.runner, "replan").mockReturnValue();

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const file = (name: string, text: string) => new File([text], name);
const large = (line: string) => `${line}\n`.repeat(70_000);
const now = () => useDocument.getState();
const settings = (id = "words") => now().graph.nodes.find((node) => node.id === id)?.settings;
const open = (graph: Graph) => now().open(graph, { kind: "file", name: "test.json" });
const told = () => useNotices.getState().notices.map(({ message }) => message);

beforeEach(() => {
  vi.stubGlobal("indexedDB", undefined);
  replan.mockClear();
  useNotices.setState({ notices: [] });
  open(notebookGraph());
});

describe("a file that is dropped", () => {
  it.each([
    ["a.txt", "", null, true],
    ["A.TXT", "application/json", null, true],
    ["notes", "text/plain", null, true],
    ["notes.md", "text/markdown", null, false],
    ["notes.md", "text/markdown", "words", true],
    ["whales.csv", "", "words", true],
    ["whales.csv", "", "tokenize", false],
    ["graph.json", "", "words", false],
    ["graph", "application/json", "words", false],
  ])("%s of type %j on %j: a text to learn from? %s", (name, type, pointedAt, isText) => {
    expect(isOwnText(new File(["x"], name, { type }), pointedAt)).toBe(isText);
  });
});

describe("a file that is no plain text", () => {
  it("is opened if it is a graph, whatever it is called", async () => {
    await takeOwnText(keeping, file("graph.json.txt", readFileSync("graphs/xor.json", "utf8")), "words");
    expect(now().graph.title).toBe("XOR");
  });

  it.each([
    [
      "page.html",
      "<!doctype html><p>emma",
      "page.html: this is a web page: its tags would be learned, too: save its text as a .txt",
    ],
    [
      "n.ipynb",
      '{"cells": [], "nbformat": 4}',
      "n.ipynb: this is a Jupyter notebook: save the text that is to be learned as a .txt",
    ],
  ])("%s is refused, and the text that was there stays", async (name, text, message) => {
    await takeOwnText(keeping, file("a.txt", "emma"), null);
    await takeOwnText(keeping, file(name, text), "words");
    expect(told()).toEqual([message]);
    expect(settings()).toMatchObject({ text: "emma" });
  });

  it("a table with several columns asks for one; with one column it is a text", async () => {
    await takeOwnText(keeping, file("names.csv", "emma\nava"), "words");
    expect(settings()).toMatchObject({ text: "emma\nava" });
    await takeOwnText(keeping, file("names.csv", "name,count\nemma,5"), "words");
    expect(useDialog.getState().open).toBe("column");
    expect(usePendingTable.getState().pending).toMatchObject({ fileName: "names.csv", pointedAt: "words" });
    expect(settings()).toMatchObject({ text: "emma\nava" });
    useDialog.setState({ open: null });
  });
});

describe("a text that is typed or pasted", () => {
  it("beyond 64 KiB is refused with what to do, and the document keeps the text before it", () => {
    const before = settings();
    expect(changeSetting("words", "text", "a".repeat(80_000))).toBe(false);
    expect(told()).toEqual([expect.stringContaining("at most 65536 are allowed: choose it as a file")]);
    expect(settings()).toEqual(before);
  });
});

describe("a text file of the reader's own", () => {
  it("of up to 64 KiB becomes the text in the graph, with its lines ended by \\n", async () => {
    await takeOwnText(keeping, file("a.txt", "\uFEFFemma\r\nava\r"), null);
    expect(settings()).toMatchObject({ source: "text", text: "emma\nava\n" });
    await takeOwnText(keeping, file("b.txt", "a".repeat(64 * 1024)), null);
    expect(settings()).toMatchObject({ source: "text", text: "a".repeat(65_536) });
    expect(told()).toEqual([]);
  });

  it("beyond that is named with its size and its hash, in one undo step", async () => {
    const text = large("emma");
    const before = now().graph;
    await takeOwnText(keeping, file("a.txt", text), null);
    expect(settings()).toMatchObject({ source: "file", file: "a.txt", bytes: 350_000, sha256: hashOf(text) });
    expect(now().selection.nodes).toEqual(["words"]);
    now().undo();
    expect(now().graph).toBe(before);
    now().redo();
    expect(settings()).toMatchObject({ file: "a.txt" });
  });

  it("is there for this visit where the browser cannot keep it, which is said in one sentence", async () => {
    const text = large("olivia");
    await takeOwnText(keeping, file("o.txt", text), null);
    await eventually(() => expect(told()).toHaveLength(1));
    expect(told()[0]).toMatch(
      /^This browser cannot keep "o\.txt" \(.+\)\. It is here until you close the page: then choose it again\.$/,
    );
    const read = await ownTexts.read({ name: "o.txt", bytes: null, sha256: hashOf(text) });
    expect(Object.keys(read)).toEqual(["bytes"]);
    expect(Buffer.compare((read as { bytes: Uint8Array }).bytes, new TextEncoder().encode(text))).toBe(0);
  });

  it("that a node misses is brought back by the same bytes, whatever their name, and changes nothing", async () => {
    const text = large("ava");
    open(withSettings(notebookGraph(), "words", { source: "file", file: "a.txt", bytes: 9, sha256: hashOf(text) }));
    const { graph } = now();
    await takeOwnText(keeping, file("copy of a.txt", text), "words");
    expect(now().graph).toBe(graph);
    expect(replan).toHaveBeenCalledTimes(1);
    expect(await ownTexts.read({ name: "a.txt", bytes: 9, sha256: hashOf(text) })).toHaveProperty("bytes");
  });

  it("of another hash is taken as a new text, and one undo leads back to the one that is missing", async () => {
    const missing = { source: "file", file: "a.txt", bytes: 9, sha256: "0".repeat(64) };
    open(withSettings(notebookGraph(), "words", missing));
    await takeOwnText(keeping, file("a.txt", large("mia")), "words");
    expect(settings()).toMatchObject({ source: "file", file: "a.txt", sha256: hashOf(large("mia")) });
    expect(replan).not.toHaveBeenCalled();
    now().undo();
    expect(settings()).toMatchObject(missing);
  });

  it("that two nodes learn from comes back to both; on a third one it is a new text", async () => {
    const text = large("zoe");
    const named = { source: "file", file: "z.txt", bytes: text.length, sha256: hashOf(text) };
    const words = ["a", "b", "c"].map((id) => ({ id, type: "words", settings: id === "c" ? {} : named }));
    open({ ...notebookGraph(), nodes: words, edges: [] });
    await takeOwnText(keeping, file("z.txt", text), null);
    expect(now().selection.nodes).toEqual(["a", "b"]);
    expect(settings("c")).toEqual({});
    await takeOwnText(keeping, file("z.txt", text), "c");
    expect(settings("c")).toEqual(named);
  });

  it("is refused in one sentence that names the file, and nothing changes", async () => {
    const { graph } = now();
    await takeOwnText(keeping, file("big.txt", "a".repeat(8 * 2 ** 20 + 1)), null);
    await takeOwnText(keeping, file("none.txt", "\r\n"), null);
    expect(told()).toEqual([
      "big.txt: the text has 8,388,609 bytes, at most 8,388,608 (8 MiB) are allowed",
      "none.txt: there are no words: expected at least one line that is not empty",
    ]);
    expect(now().graph).toBe(graph);
  });

  it("is for one of several words nodes, which must be said", async () => {
    const words = ["a", "b"].map((id) => ({ id, type: "words", settings: {} }));
    open({ ...notebookGraph(), nodes: words, edges: [] });
    await takeOwnText(keeping, file("w.txt", "emma"), null);
    expect(told()).toEqual(['w.txt: the graph has 2 words nodes ("a", "b"): drop the text on one of them']);
    await takeOwnText(keeping, file("w.txt", "emma"), "b");
    expect(settings("b")).toEqual({ source: "text", text: "emma" });
  });

  it("makes a words node in a graph that has none", async () => {
    open({ ...notebookGraph(), nodes: [], edges: [] });
    await takeOwnText(keeping, file("w.txt", "emma"), null);
    expect(settings()).toEqual({ source: "text", text: "emma" });
    expect(now().selection.nodes).toEqual(["words"]);
  });

  it("of a page that may not compute a hash is taken if it fits into the graph", async () => {
    vi.stubGlobal("crypto", {});
    await takeOwnText(keeping, file("w.txt", "emma"), null);
    expect(settings()).toMatchObject({ source: "text", text: "emma" });
    await takeOwnText(keeping, file("l.txt", large("emma")), null);
    vi.unstubAllGlobals();
    expect(told()).toEqual([
      "l.txt: a text file is known by its SHA-256, which this browser computes on pages from https or localhost only",
    ]);
  });

  it("is not in a link, and a link's maker is told", async () => {
    expect(notCarried(now().graph)).toBe("");
    await takeOwnText(keeping, file("a.txt", large("emma")), null);
    expect(notCarried(now().graph)).toBe(
      'The text is not in it: its reader needs the file "a.txt" (350,000 bytes) too.',
    );
  });
});
