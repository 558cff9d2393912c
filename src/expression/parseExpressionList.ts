import { DiagnosticError } from "../base/diagnostic.ts";
import type { Expression } from "./expression.ts";
import { parseExpression } from "./parseExpression.ts";

/**
 * Splits `"-1, max(a, b)"` at the commas that stand outside parentheses, without parsing the parts. Each
 * part is trimmed; an empty text has no parts.
 */
export function splitExpressionList(text: string): readonly string[] {
  if (text.trim() === "") return [];
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (text[at] === "," && depth <= 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/**
 * Parses expressions separated by commas, such as the shape `"-1, block_size * n_embd"`. Throws a
 * DiagnosticError that says which of them is wrong.
 */
export function parseExpressionList(text: string): readonly Expression[] {
  const parts = splitExpressionList(text);
  return parts.map((part, i) => {
    try {
      return parseExpression(part);
    } catch (error) {
      if (!(error instanceof DiagnosticError) || parts.length === 1) throw error;
      throw DiagnosticError.of(`expression ${i + 1} of ${parts.length}: ${error.message}`);
    }
  });
}
