import { dataSets } from "../../data/dataSets.ts";
import { limits } from "../../graph/limits.ts";
import type { Context } from "../values/context.ts";
import type { LinesValue, TextSource } from "../values/dataset.ts";
import { nodeTypeOf } from "./tensorWords.ts";

/** Holds what each data set's lines come to, by which they are known in code that carries them. */
const KNOWN: Readonly<Record<string, number>> = { names: 632710854, "moby-dick": 119228518 };

/** Returns a number for a text that another text hardly has (FNV-1a over its code units). */
function textNumber(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Returns the text of a node: nothing is made of it yet. */
export function sourceOf(node: TextSource["node"]): TextSource {
  return {
    node,
    tokenize: new Map(),
    madeAt: null,
    maxVocab: null,
    cuts: new Set(),
    split: null,
    permuted: null,
    shuffled: null,
  };
}

export function allLines(source: TextSource): LinesValue {
  return { kind: "lines", source, first: null, from: 0, to: 1, indexed: null };
}

/** Drafts the node of a text that the code carries: a data set where it is one, else the text itself. */
export function carriedLines(context: Context, text: string, at: number): LinesValue {
  const known = dataSets.find(({ name }) => KNOWN[name] === textNumber(text));
  if (known !== undefined) return allLines(sourceOf(context.node(nodeTypeOf.text, { source: known.name }, {}, at)));
  if (text.length <= limits.text) {
    return allLines(sourceOf(context.node(nodeTypeOf.text, { source: "text", text }, {}, at)));
  }
  const node = context.node(nodeTypeOf.text, { source: "file", file: "words.txt" }, {}, at);
  context.carry(node, text);
  return allLines(sourceOf(node));
}
