import { formatCount } from "../../base/formatNumber.ts";
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
  pythonNames: { ids: "ids" },
  torch: ({ level, max_vocab: most }, { in: { words }, out, local, setting }) => {
    const [itos, stoi, vocabulary] = [local("itos"), local("stoi"), local("vocab_size")];
    const knows = { vocab_size: vocabulary };
    if (level === "char") {
      const characters = local("characters");
      return {
        data: [
          `${characters} = sorted(set("".join(${words})))`,
          `${stoi} = {s: i + 1 for i, s in enumerate(${characters})}`,
          `${itos} = ["."] + ${characters}`,
          `${vocabulary} = len(${itos})`,
          `${out.ids} = [[${stoi}[s] for s in word] for word in ${words}]`,
        ],
        knows,
      };
    }
    const [counts, kept] = [local("counts"), local("kept")];
    const rest = most === null ? "" : `, ${stoi}.get("<unk>")`;
    return {
      data: [
        `${counts} = {}`,
        `for word in " ".join(${words}).split():`,
        `    ${counts}[word] = ${counts}.get(word, 0) + 1`,
        `${kept} = sorted(${counts})`,
        ...(most === null
          ? []
          : [
              `if len(${kept}) + 1 > ${setting("max_vocab")}:`,
              `    ${kept} = sorted(${kept}, key=lambda word: -${counts}[word])[:${setting("max_vocab")} - 2]`,
              `    ${kept} = sorted(["<unk>"] + ${kept})`,
            ]),
        `${stoi} = {s: i + 1 for i, s in enumerate(${kept})}`,
        `${itos} = ["."] + ${kept}`,
        `${vocabulary} = len(${itos})`,
        `${out.ids} = [[${stoi}${rest === "" ? "[s]" : `.get(s${rest})`} for s in line.split()] for line in ${words}]`,
      ],
      knows,
    };
  },
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
      `vocabulary ${formatCount(tokens.length)}`,
      ...(hasFullStop(tokens) ? [`${MARKER_SIGN} is the marker, . the text's`] : []),
    ]);
    return { ids: { kind: "ids", sequences } };
  },
});
