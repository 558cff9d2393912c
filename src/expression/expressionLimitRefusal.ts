import { MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH } from "./expression.ts";

/**
 * Says in one sentence why a text is beyond the limits of an expression, or null. The limits are on its length and on
 * the depth of its parentheses. Does not parse: a text within the limits may still be no expression, as while someone
 * types it.
 */
export function expressionLimitRefusal(text: string): string | null {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    return `the expression has ${text.length} characters, at most ${MAX_EXPRESSION_LENGTH} are allowed`;
  }
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth > MAX_EXPRESSION_DEPTH) {
      return `at character ${at + 1}: parentheses nest deeper than ${MAX_EXPRESSION_DEPTH}`;
    }
  }
  return null;
}
