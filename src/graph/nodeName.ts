import { quote } from "../base/quote.ts";
import { limits } from "./limits.ts";
import { nodeIdRefusal } from "./nodeIdRefusal.ts";

const NAME = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/** Python's own words, which no variable of a script can be called by. */
const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if " +
    "import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/**
 * Says why a text cannot become the id of a node, in one sentence, or null when it can: an id that is given is a name
 * that Python would take for a variable. Files may have other ids from earlier (`nodeIdRefusal` says what no file may
 * have): they open, run and are saved as they are.
 */
export function nodeNameRefusal(id: string): string | null {
  const refusal = nodeIdRefusal(id);
  if (refusal !== null) return refusal;
  if (KEYWORDS.has(id)) return `${quote(id)} is a word of Python's own, and not allowed as a new id`;
  if (NAME.test(id)) return null;
  return `${quote(id)} is not allowed as a new id: expected letters, digits and _, beginning with a letter or _`;
}

/** Returns the name nearest to an id from a file: `a.b` becomes `a_b`, `2` becomes `_2`. A name stays what it is. */
export function asNodeName(id: string): string {
  if (nodeNameRefusal(id) === null) return id;
  const letters = id.replace(/[^\p{XID_Continue}]/gu, "_").slice(0, limits.id - 1);
  const name = NAME.test(letters) && !KEYWORDS.has(letters) ? letters : `_${letters}`;
  return nodeNameRefusal(name) === null ? name : "node";
}
