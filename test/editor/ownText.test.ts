import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { ownTexts } from "../../src/editor/ownTexts.ts";
import { isOwnText, takeOwnText } from "../../src/editor/shell/ownText.ts";
import { notCarried } from "../../src/editor/shell/share.ts";
import { useDocument } from "../../src/editor/stores/documentStore.ts";
import { useNotices } from "../../src/editor/stores/noticeStore.ts";
import { notebookGraph, withSettings } from "../session/graphs.ts";

/* Node has no IndexedDB: what is tested here is a browser that cannot keep anything, too. */

vi.mock("../../src/editor/sessionLink.ts", () => ({ replan: vi.fn() }));
const { replan } = await import("../../src/editor/sessionLink.ts");

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const file = (name: string, text: string) => new File([text], name);
const large = (line: string) => `${line}\n`.repeat(70_000);
const now = () => useDocument.getState();
const settings = (id = "words") => now().graph.nodes.find((node) => node.id === id)?.settings;
const open = (graph: Graph) => now().open(graph, { kind: "file", name: "test.json" });
const told = () => useNotices.getState().notices.map(({ message }) => message);

beforeEach(() => {
  vi.mocked(replan).mockClear();
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

describe("a text file of the reader's own", () => {
  it("of up to 64 KiB becomes the text in the graph, with its lines ended by \\n", async () => {
    await takeOwnText(file("a.txt", "\uFEFFemma\r\nava\r"), null);
    expect(settings()).toMatchObject({ source: "text", text: "emma\nava\n" });
    await takeOwnText(file("b.txt", "a".repeat(64 * 1024)), null);
    expect(settings()).toMatchObject({ source: "text", text: "a".repeat(65_536) });
    expect(told()).toEqual([]);
  });

  it("beyond that is named with its size and its hash, in one undo step", async () => {
    const text = large("emma");
    const before = now().graph;
    await takeOwnText(file("a.txt", text), null);
    expect(settings()).toMatchObject({ source: "file", file: "a.txt", bytes: 350_000, sha256: hashOf(text) });
    expect(now().selection.nodes).toEqual(["words"]);
    now().undo();
    expect(now().graph).toBe(before);
    now().redo();
    expect(settings()).toMatchObject({ file: "a.txt" });
  });

  it("is there for this visit where the browser cannot keep it, which is said in one sentence", async () => {
    const text = large("olivia");
    await takeOwnText(file("o.txt", text), null);
    await vi.waitFor(() => expect(told()).toHaveLength(1));
    expect(told()[0]).toMatch(
      /^This browser cannot keep "o\.txt" \(.+\)\. It is here until you close the page: then choose it again\.$/,
    );
    const read = await ownTexts.read({ name: "o.txt", bytes: null, sha256: hashOf(text) });
    expect(read).toEqual({ bytes: new TextEncoder().encode(text) });
  });

  it("that a node misses is brought back by the same bytes, whatever their name, and changes nothing", async () => {
    const text = large("ava");
    open(withSettings(notebookGraph(), "words", { source: "file", file: "a.txt", bytes: 9, sha256: hashOf(text) }));
    const { graph } = now();
    await takeOwnText(file("copy of a.txt", text), "words");
    expect(now().graph).toBe(graph);
    expect(replan).toHaveBeenCalledTimes(1);
    expect(await ownTexts.read({ name: "a.txt", bytes: 9, sha256: hashOf(text) })).toHaveProperty("bytes");
  });

  it("of another hash is taken as a new text, and one undo leads back to the one that is missing", async () => {
    const missing = { source: "file", file: "a.txt", bytes: 9, sha256: "0".repeat(64) };
    open(withSettings(notebookGraph(), "words", missing));
    await takeOwnText(file("a.txt", large("mia")), "words");
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
    await takeOwnText(file("z.txt", text), null);
    expect(now().selection.nodes).toEqual(["a", "b"]);
    expect(settings("c")).toEqual({});
    await takeOwnText(file("z.txt", text), "c");
    expect(settings("c")).toEqual(named);
  });

  it("is refused in one sentence that names the file, and nothing changes", async () => {
    const { graph } = now();
    await takeOwnText(file("big.txt", "a".repeat(8 * 2 ** 20 + 1)), null);
    await takeOwnText(file("none.txt", "\r\n"), null);
    expect(told()).toEqual([
      "big.txt: the text has 8,388,609 bytes, at most 8,388,608 (8 MiB) are allowed",
      "none.txt: there are no words: expected at least one line that is not empty",
    ]);
    expect(now().graph).toBe(graph);
  });

  it("is for one of several words nodes, which must be said", async () => {
    const words = ["a", "b"].map((id) => ({ id, type: "words", settings: {} }));
    open({ ...notebookGraph(), nodes: words, edges: [] });
    await takeOwnText(file("w.txt", "emma"), null);
    expect(told()).toEqual(['w.txt: the graph has 2 words nodes ("a", "b"): drop the text on one of them']);
    await takeOwnText(file("w.txt", "emma"), "b");
    expect(settings("b")).toEqual({ source: "text", text: "emma" });
  });

  it("makes a words node in a graph that has none", async () => {
    open({ ...notebookGraph(), nodes: [], edges: [] });
    await takeOwnText(file("w.txt", "emma"), null);
    expect(settings()).toEqual({ source: "text", text: "emma" });
    expect(now().selection.nodes).toEqual(["words"]);
  });

  it("of a page that may not compute a hash is taken if it fits into the graph", async () => {
    vi.stubGlobal("crypto", {});
    await takeOwnText(file("w.txt", "emma"), null);
    expect(settings()).toMatchObject({ source: "text", text: "emma" });
    await takeOwnText(file("l.txt", large("emma")), null);
    vi.unstubAllGlobals();
    expect(told()).toEqual([
      "l.txt: a text file is known by its SHA-256, which this browser computes on pages from https or localhost only",
    ]);
  });

  it("is not in a link, and a link's maker is told", async () => {
    expect(notCarried(now().graph)).toBe("");
    await takeOwnText(file("a.txt", large("emma")), null);
    expect(notCarried(now().graph)).toBe(
      'The text is not in it: its reader needs the file "a.txt" (350,000 bytes) too.',
    );
  });
});
