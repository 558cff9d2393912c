import { DiagnosticError } from "../../base/diagnostic.ts";
import { parseExpression } from "../../expression/parseExpression.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import { expressionsIn, holdsExpressions } from "../../nodes/settings/setting.ts";
import type { GraphNode } from "../graph.ts";

/**
 * Returns what a setting says, as a text in which two can be compared: expressions that are only written otherwise, `0.10` and
 * `0.1`, say the same. What is left out is as the node type has it.
 */
export function settingMeaning({ type, settings }: GraphNode, field: string): string {
  const known = findNodeType(type)?.settings ?? {};
  const setting = Object.hasOwn(known, field) ? known[field]! : null;
  const value = Object.hasOwn(settings, field) ? settings[field] : setting?.default;
  if (setting === null || typeof value === "boolean" || !holdsExpressions(setting))
    return JSON.stringify(value ?? null);
  const text = String(value);
  // A table's rows are of its meaning, too.
  const rows = text
    .trim()
    .split(/[;\n]/)
    .map((row) => row.split(",").length);
  return JSON.stringify([rows, expressionsIn(setting, text).map(expressionMeaning)]);
}

/** Returns what an expression says; of one that cannot be read its text. */
export function expressionMeaning(text: string): unknown {
  try {
    return parseExpression(text).tree;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return text.trim();
  }
}
