import { tokenize as tokenizeLines } from "../../data/tokenize.ts";
import { hasFullStop, MARKER_SIGN, tokenLabel } from "../../base/tokenLabel.ts";
import { defineNodeType } from "../contract/nodeType.ts";

/** Turns lines of text into integers, and gives the vocabulary that maps them back. */
export const tokenize = defineNodeType({
  type: "tokenize",
  title: "Tokenize",
  category: "data",
  summary: "Turns each character (or word) into an integer.",
  help:
    "Builds the sorted vocabulary of the text and replaces every token by its index. Index 0 is the marker `.` that " +
    "pads a context and ends a line; where the text has a `.` of its own, the marker is shown as `∎`. Downstream, `vocab_size` is the number of entries, the marker included.",
  torch: "stoi = {s: i + 1 for i, s in enumerate(sorted(set(''.join(words))))}; stoi['.'] = 0",
  inputs: { words: { kind: "words", summary: "lines of text" } },
  outputs: { ids: { kind: "ids", summary: "a sequence of integers per line" } },
  settings: {
    level: { kind: "choice", default: "char", options: ["char", "word"], summary: "what a token is" },
    max_vocab: {
      kind: "integer",
      default: "",
      min: 3,
      optional: true,
      summary: "entries to keep at word level, marker and <unk> counted; empty keeps all",
    },
  },
  data: true,
  build: ({ words }, { level, max_vocab: maxVocab }, builder) => {
    const sequences = builder.memo([words.lines, level, maxVocab], () =>
      tokenizeLines(words.lines, { level: level === "word" ? "word" : "char", maxVocab }),
    );
    const { tokens } = sequences.vocabulary;
    builder.know("vocab_size", tokens.length);
    builder.describe([
      tokens
        .slice(0, 9)
        .map((_, id) => tokenLabel(tokens, id))
        .join(" ") + (tokens.length > 9 ? " …" : ""),
      `vocabulary ${tokens.length.toLocaleString("en-US")}`,
      ...(hasFullStop(tokens) ? [`${MARKER_SIGN} is the marker, . the text's`] : []),
    ]);
    return { ids: { kind: "ids", sequences } };
  },
});
