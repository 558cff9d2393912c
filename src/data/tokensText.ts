import type { Vocabulary } from "./vocabulary.ts";

/** Tokens as people write them: characters side by side, words with blanks between them. */
export function tokensText({ tokens, level }: Vocabulary, ids: readonly number[]): string {
  return ids.map((id) => tokens[id] ?? "?").join(level === "char" ? "" : " ");
}
