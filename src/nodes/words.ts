import { dataSets } from "../data/dataSets.ts";
import { lines } from "../data/lines.ts";
import { defineNodeType } from "./nodeType.ts";

/** The start of every model: text, one name or sentence a line. */
export const words = defineNodeType({
  type: "words",
  title: "Words",
  category: "data",
  summary: "Text to learn from, one name or sentence a line.",
  help:
    "The lines of a data set, or your own text, typed here or dropped as a `.txt` file of up to 64 KiB (on this node, or " +
    "anywhere on the page). Each line is one sequence. " +
    dataSets.map(({ name, docs }) => `The data set \`${name}\`: ${docs}`).join(" "),
  torch: 'words = open("names.txt").read().splitlines()',
  inputs: {},
  outputs: { words: { kind: "words", summary: "the lines" } },
  settings: {
    source: {
      kind: "choice",
      default: "names",
      options: [...dataSets.map(({ name }) => name), "text"],
      summary: "a data set, or your own text",
    },
    text: { kind: "text", default: "", summary: "your own text, one name or sentence a line (source: text)" },
  },
  data: true,
  build: (_inputs, { source, text }, builder) => {
    const content = source === "text" ? text : builder.dataset(source);
    const all = builder.memo([content], () => lines(content));
    if (all.length === 0) throw new Error("there are no words: expected at least one line that is not empty");
    builder.describe([
      all.slice(0, 5).join(" ") + (all.length > 5 ? " …" : ""),
      `${all.length.toLocaleString("en-US")} lines`,
    ]);
    return { words: { kind: "words", lines: all } };
  },
});
