import { parseExpression } from "../../expression/parseExpression.ts";
import { notFiniteNumber, readTable, type Table } from "../../expression/table.ts";

/** Returns a number as it is typed into a cell, `nan`, `inf` and `-inf` among them; null for what is none. */
export function typedNumber(text: string): number | null {
  const typed = text.trim();
  const value = notFiniteNumber(typed);
  if (value !== null) return value;
  return typed === "" || !Number.isFinite(Number(typed)) ? null : Number(typed);
}

/** Returns a table of numbers alone, in which no names are known. Throws a DiagnosticError as `readTable` does. */
export function readNumberTable(text: string): Table {
  return readTable(text, (entry) => parseExpression(entry).evaluate({}));
}
