import * as fc from "fast-check";
import { expect, test } from "vitest";
import { markdownText, writeNotebook } from "../../src/io/notebook.ts";
import type { Script } from "../../src/protocol/script/script.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { notebookGraph } from "../session/graphs.ts";
import { exportedOf } from "../torch/exportedOf.ts";

interface Notebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: object;
  readonly cells: readonly {
    readonly cell_type: string;
    readonly id: string;
    readonly metadata: object;
    readonly source: readonly string[];
    readonly outputs?: readonly unknown[];
    readonly execution_count?: null;
  }[];
}

const { plan, exported } = exportedOf(notebookGraph(), new Map());
const script = writeScript(plan, exported);
const parsed = (of: Script, title = "", description = "") =>
  JSON.parse(
    writeNotebook({ ...notebookGraph(), title, description }, of, { ...exported, goesOnFrom: null }),
  ) as Notebook;

test("its cells of code are the script's sections, in their order", () => {
  const { cells } = parsed(script);
  const code = cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => source.join(""));
  expect(code).toHaveLength(script.sections.length);
  const body = scriptText(script).slice(script.header.join("\n").length);
  expect(code.join("\n\n").slice(script.header.join("\n").length).trim()).toBe(body.trim());
});

test("it is a notebook of nbformat 4.5: fields of each kind of cell, ids unlike one another, sources by lines", () => {
  const { nbformat, nbformat_minor: minor, metadata, cells } = parsed(script);
  expect([nbformat, minor]).toEqual([4, 5]);
  expect(metadata).toHaveProperty("kernelspec.name", "python3");
  expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
  for (const { cell_type: type, id, source, outputs, execution_count: count } of cells) {
    expect(id).toMatch(/^[\w-]{1,64}$/);
    for (const line of source.slice(0, -1)) expect(line).toMatch(/^[^\n]*\n$/);
    expect(source.at(-1)).not.toContain("\n");
    expect([type, outputs, count]).toEqual(type === "code" ? ["code", [], null] : ["markdown", undefined, undefined]);
  }
});

test("its first cell tells title, description and what is asserted", () => {
  const text = parsed(script, "Names & co", "Learns *names*.").cells[0]!.source.join("");
  expect(text).toContain("# Names &amp; co\n\nLearns \\*names\\*\\.\n\n");
  expect(text).toContain("asserts that the first 20 losses");
  expect(JSON.parse(writeNotebook(notebookGraph(), script, { seedLosses: [], goesOnFrom: null }))).toHaveProperty(
    "cells.0.source.2",
    expect.stringContaining("it asserts nothing"),
  );
});

test("a text of the user's is no markup, no HTML, no link and no formula, and stays in its paragraph", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const written = markdownText(text).replaceAll("<span>&#36;</span>", "");
      expect(written).not.toMatch(/[<>\n\r$]/);
      // Each sign of ASCII that Markdown knows stands after a backslash, or is part of an entity.
      const bare = written.replace(/\\[!-/:-@[-`{-~]/g, "").replace(/&(?:lt|gt|amp|quot);/g, "");
      expect(bare).not.toMatch(/[^\P{ASCII}\w\s,']/u);
    }),
  );
  expect(markdownText("# a [b](javascript:x) <img src=x> $\\href{y}{z}$ www.c.de\n- d")).toBe(
    "\\# a \\[b\\]\\(javascript\\:x\\) &lt;img src\\=x&gt; " +
      "<span>&#36;</span>\\\\href\\{y\\}\\{z\\}<span>&#36;</span> www\\.c\\.de \\- d",
  );
});
