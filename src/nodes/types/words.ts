import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { quote } from "../../base/quote.ts";
import { isSha256, type TextFile } from "../../base/textFile.ts";
import { dataSets } from "../../data/dataSets.ts";
import { lines } from "../../data/lines.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import type { Builder } from "../contract/builder.ts";

/** Is the start of every model: text, one name or sentence a line. */
export const words = defineNodeType({
  type: "words",
  title: "Words",
  category: "data",
  role: "text",
  summary: "Text to learn from, one name or sentence a line.",
  help:
    "The lines of a data set, or your own text, typed here or taken from a `.txt` file in UTF-8 of up to 8 MiB: choose it, or " +
    "drop it on this node or anywhere on the page. Of a table (`.csv`, `.tsv`) that is dropped on this node, one column is learned. Each line is one sequence; empty ones are left out. A text of up to " +
    "64 KiB becomes part of the graph. A larger one is kept in this browser, and the graph names it by the file's name and " +
    "its SHA-256: whoever opens the graph elsewhere needs the file too. " +
    dataSets.map(({ name, docs }) => `The data set \`${name}\`: ${docs}`).join(" "),
  torch: (_settings, names) => ({ data: [`${names.out.words} = ${names.lines("words")}`] }),
  inputs: {},
  outputs: { words: { kind: "words", summary: "the lines" } },
  settings: {
    source: {
      kind: "choice",
      default: "names",
      options: [...dataSets.map(({ name }) => name), "text", "file"],
      summary: "a data set, or your own text",
    },
    text: {
      kind: "text",
      default: "",
      fromFile: true,
      summary: "your own text, one name or sentence a line, up to 64 KiB",
    },
    file: { kind: "file", default: "", summary: "your own text file, up to 8 MiB; the graph holds its name only" },
    bytes: { kind: "integer", default: "", min: 0, optional: true, about: "file", summary: "the size of the file" },
    sha256: { kind: "text", default: "", about: "file", summary: "the SHA-256 of the file, by which it is found" },
  },
  data: true,
  build: (_inputs, { source, text, file: name, bytes, sha256 }, builder) => {
    const content =
      source === "text" ? text : source === "file" ? textOf({ name, bytes, sha256 }, builder) : builder.dataset(source);
    const all = builder.memo([content], () => lines(content));
    if (all.length === 0) throw new Error("there are no words: expected at least one line that is not empty");
    builder.describe([
      all.slice(0, 5).join(" ") + (all.length > 5 ? " …" : ""),
      `${formatCount(all.length)} ${all.length === 1 ? "line" : "lines"}`,
    ]);
    return { words: { kind: "words", lines: all } };
  },
});

function textOf(file: TextFile, builder: Builder): string {
  if (file.sha256 === "") {
    throw DiagnosticError.of("no file is chosen yet: choose a .txt, or drop it on this node", { field: "file" });
  }
  if (!isSha256(file.sha256)) {
    const got = file.sha256.length === 64 ? quote(file.sha256) : `${file.sha256.length} characters`;
    throw DiagnosticError.of(`expected 64 hexadecimal digits in lower case, got ${got}`, { field: "sha256" });
  }
  try {
    return builder.textFile(file);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(error.diagnostics.map(({ message }) => ({ field: "file", message })));
  }
}
