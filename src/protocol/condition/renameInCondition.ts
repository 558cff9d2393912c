import { readReference, writePart } from "./tensorReference.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { RenamedVariable } from "../../graph/renamedVariable.ts";

/**
 * Writes a condition anew after nodes or a variable were renamed: a node's name that stands before a dot follows, a plain
 * name that is the variable's, and everything else stays as it was typed, also all of a condition that cannot be read.
 *
 * @param node at which the condition stands; null for the whole graph.
 * @param has whether a node had a tensor of this name before.
 */
export function renameInCondition(
  text: string,
  node: string | null,
  renamed: Renamed,
  has: (node: string, name: string) => boolean,
  variable: RenamedVariable | null = null,
): string {
  if (Object.keys(renamed).length === 0 && variable === null) return text;
  // A tensor of the node's hides a variable of that name.
  const isVariable = (word: string): boolean => word === variable?.name && !(node !== null && has(node, word));
  try {
    let written = "";
    for (let at = 0; at < text.length;) {
      const reference = readReference(text, at);
      if (reference === null) {
        const word = wordAt(text, at);
        // `2.e5` is a number.
        written += variable !== null && isVariable(word) && text[at - 1] !== "." ? variable.to : word;
        at += word.length;
        continue;
      }
      const { parts, firstEnd, end } = reference;
      const [first = ""] = parts;
      const isNode = parts.length > 1 && !(node !== null && has(node, first));
      const follows = isNode && newId(renamed, first) !== first;
      // `C.grad` is that of the parameter C of node C: under another name the parameter is to be named, too.
      const inFull = parts.length === 2 && parts[1] === "grad" && has(first, first) ? `.${writePart(first)}` : "";
      written += follows ? `${writePart(newId(renamed, first))}${inFull}` : text.slice(at, firstEnd);
      written += text.slice(firstEnd, end);
      at = end;
    }
    return written;
  } catch {
    // What is wrong with it is said beside its field, and it is the reader's to mend.
    return text;
  }
}

/** A whole word, so that no reference is read from the middle of one; or one character. */
function wordAt(text: string, start: number): string {
  const word = /[\p{L}\p{N}_]+/uy;
  word.lastIndex = start;
  return word.exec(text)?.[0] ?? String.fromCodePoint(text.codePointAt(start) ?? 0);
}
