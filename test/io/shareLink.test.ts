import { fc, test as property } from "@fast-check/vitest";
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { decodeBase64Url, encodeBase64Url } from "../../src/io/base64Url.ts";
import { decodeShareLink, encodeShareLink } from "../../src/io/shareLink.ts";
import { anyGraph } from "../graph/arbitraryGraph.ts";

const notebook = readGraph(readFileSync(new URL("../../graphs/notebook-mlp.json", import.meta.url), "utf8"));
const linkOf = (bytes: Uint8Array) => `#g1=${Buffer.from(bytes).toString("base64url")}`;
const packed = (text: string | Uint8Array) => linkOf(deflateRawSync(text, { level: 9 }));

property.prop([fc.uint8Array({ maxLength: 40 })])("base64url is Node's", (bytes) => {
  const text = Buffer.from(bytes).toString("base64url");
  expect(encodeBase64Url(bytes)).toBe(text);
  expect(decodeBase64Url(text)).toEqual(bytes);
});

describe("links that work", () => {
  property.prop([anyGraph], { numRuns: 50 })("a link carries the whole graph", async (graph) => {
    expect(await decodeShareLink(await encodeShareLink(graph))).toStrictEqual(graph);
  });

  test("the notebook's graph makes a short link, of the characters of a URL's fragment", async () => {
    const link = await encodeShareLink(notebook);
    expect(link).toMatch(/^#g1=[A-Za-z0-9_-]+$/);
    expect(link.length).toBeLessThan(1400);
    expect(await decodeShareLink(link.slice(1))).toEqual(notebook);
  });

  test("a graph at nine tenths of 4 MiB is read", async () => {
    const text = readFileSync(new URL("../../graphs/notebook-mlp.json", import.meta.url), "utf8");
    const link = packed(text.padEnd(0.9 * 4 * 2 ** 20, " "));
    expect(link.length).toBeLessThan(64 * 2 ** 10);
    expect(await decodeShareLink(link)).toEqual(notebook);
  });

  test("a graph that is too large for a link is refused, and told what else to do", async () => {
    const text = Array.from({ length: 60_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join(
      "",
    );
    const nodes = [{ id: "words", type: "words", settings: { source: "text", text } }];
    await expect(encodeShareLink({ ...notebook, nodes, edges: [] })).rejects.toThrow(
      "the graph is too large for a link; save it as a file and send that",
    );
  });
});

/* Links that are refused are kept with their sentences in test/contract/malformed/linkCases.ts. */
describe("links that do not", () => {
  const cut = "the link is cut short or damaged";
  const whole = () => encodeShareLink(notebook);

  test("a link cut at any place", async () => {
    const link = await whole();
    for (let length = 5; length < link.length; length += 37) {
      await expect(decodeShareLink(link.slice(0, length))).rejects.toThrow(cut);
    }
  });

  test("a link with any character changed is another graph, or refused in one sentence", async () => {
    const link = await whole();
    for (let at = 4; at < link.length; at += 11) {
      const damaged = link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1);
      await decodeShareLink(damaged).then(
        (graph) => expect(graph.format).toBe("wiregrad/graph"),
        (error: unknown) => expect(error).toMatchObject({ name: "DiagnosticError" }),
      );
    }
  });
});
