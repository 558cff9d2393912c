import { quote } from "../base/quote.ts";
import { forbiddenNames } from "./forbiddenNames.ts";
import { limits } from "./limits.ts";

/**
 * Says why a text cannot be the id of a node, in one sentence, or null when it can. Does not look for other nodes. What
 * new ids may be is `nodeNameRefusal`.
 */
export function nodeIdRefusal(id: string): string | null {
  if (id === "") return "the id is empty";
  if (id.length > limits.id) return `the id has ${id.length} characters, at most ${limits.id} are allowed`;
  if (forbiddenNames.has(id)) return `${quote(id)} is not allowed as an id`;
  if (/\p{Cc}/u.test(id)) return `the id ${quote(id)} has a control character in it`;
  return null;
}
