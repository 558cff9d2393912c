import { visibleToken } from "./visibleToken.ts";

/** Stands for the marker where the text has full stops of its own. */
export const MARKER_SIGN = "∎";

/**
 * Writes the token with this id for people, as `visibleToken` does. The marker, id 0, is `.` as in the notebook, unless the
 * text has a `.` of its own: then it is `∎`. An id without a token is `?`.
 *
 * @param tokens a vocabulary: the marker first, the others in code-point order.
 */
export function tokenLabel(tokens: readonly string[], id: number): string {
  const token = tokens[id];
  if (token === undefined) return "?";
  return id === 0 && hasFullStop(tokens) ? MARKER_SIGN : visibleToken(token);
}

/**
 * Says whether a token of the text is written as the marker is. A vocabulary may have 100,000 tokens: it is searched by
 * halves.
 */
export function hasFullStop(tokens: readonly string[]): boolean {
  let [low, high] = [1, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]! < ".") low = middle + 1;
    else high = middle;
  }
  return tokens[low] === ".";
}
